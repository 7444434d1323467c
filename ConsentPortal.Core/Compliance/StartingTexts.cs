using System.Reflection;
using System.Text.Json;

namespace ConsentPortal.Core.Compliance;

/// <summary>Names and descriptions of the purposes and topics that a portal starts with, in every shipped language (<c>Starting/texts.json</c>).</summary>
internal static class StartingTexts
{
    private static readonly Dictionary<string, LocalText> Texts = Read();

    public static LocalText Name(string code) => Texts[$"{code}.name"];

    public static LocalText Description(string code) => Texts[$"{code}.description"];

    private static Dictionary<string, LocalText> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("ConsentPortal.Core.Compliance.Starting.texts.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, LocalText>>(stream)!;
    }
}
