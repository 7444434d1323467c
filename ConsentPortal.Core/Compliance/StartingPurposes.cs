using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>The purposes that a profile starts with where it has its own: one to advertise, one to serve, one to track.
/// Under some laws also one for each use of data.</summary>
internal static class StartingPurposes
{
    private static readonly (string Code, PurposeType Type)[] Always = [("commercial", PurposeType.Commercial), ("transactional", PurposeType.Transactional), ("tracking", PurposeType.Tracking)];

    /// <summary>Those three, and one for each use of data that the law lets people refuse.</summary>
    public static IEnumerable<(string Code, PurposeType Type, LocalText Name, LocalText Description)> For(RegimePreset preset)
        => Always.Concat(preset.DataUses.Select(use => (CodeOf(use), PurposeType.DataUse))).Select(p => (p.Item1, p.Item2, StartingTexts.Name(p.Item1), StartingTexts.Description(p.Item1)));

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

    private static string CodeOf(DataUse use) => use switch { DataUse.SaleOrShare => "sale-or-share", DataUse.Profiling => "profiling", _ => throw new ArgumentOutOfRangeException(nameof(use), use, "no starting texts") };
}
