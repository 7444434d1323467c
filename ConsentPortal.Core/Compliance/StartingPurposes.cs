using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>The purposes that a profile starts with where it has its own: one to advertise, one to serve, one to track.</summary>
internal static class StartingPurposes
{
    public static IReadOnlyList<(string Code, PurposeType Type, LocalText Name, LocalText Description)> All { get; } =
    [
        ("commercial", PurposeType.Commercial, StartingTexts.Name("commercial"), StartingTexts.Description("commercial")),
        ("transactional", PurposeType.Transactional, StartingTexts.Name("transactional"), StartingTexts.Description("transactional")),
        ("tracking", PurposeType.Tracking, StartingTexts.Name("tracking"), StartingTexts.Description("tracking")),
    ];

    /// <summary>A free code that says whose purpose it is: <c>eu-commercial</c>, then <c>eu-commercial-2</c>.</summary>
    public static string FreeCode(string profile, string kind, IReadOnlySet<string> taken)
    {
        for (var n = 1; ; n++)
        {
            var ending = n == 1 ? $"-{kind}" : $"-{kind}-{n}";
            var code = Text.Cut(profile, Purpose.CodeMaxLength - ending.Length).TrimEnd('-') + ending;
            if (!taken.Contains(code))
            {
                return code;
            }
        }
    }
}
