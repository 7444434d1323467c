using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ConsentPortal.Tests.Testing;

/// <summary>Outward shapes are files: an answer is compared with <c>Contracts/NAME.json</c> after ids, times, links and versions were made
/// equal. A changed shape is a changed contract; <c>APPROVE=1</c> writes the file anew.</summary>
public static partial class Approved
{
    private static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Shape(string name, JsonElement answer, [CallerFilePath] string caller = "")
    {
        var text = Token().Replace(Time().Replace(Number().Replace(JsonSerializer.Serialize(answer, Pretty), "\"«id»\""), "\"«time»\""), "/u/«token»") + "\n";
        if (Environment.GetEnvironmentVariable("APPROVE") == "1")
        {
            File.WriteAllText(Path.Combine(Root(caller), "Contracts", $"{name}.json"), text);
            return;
        }

        var file = Path.Combine(AppContext.BaseDirectory, "Contracts", $"{name}.json");
        Assert.True(File.Exists(file), $"Contracts/{name}.json is missing: run the test once with APPROVE=1 and read what it wrote.");
        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), text.ReplaceLineEndings("\n"));
    }

    private static string Root(string caller)
    {
        var folder = new FileInfo(caller).Directory!;
        while (!folder.EnumerateFiles("ConsentPortal.Tests.csproj").Any())
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }

    [GeneratedRegex("\"[0-9]{15,}\"", RegexOptions.None, 1000)]
    private static partial Regex Number();

    [GeneratedRegex("\"20[0-9]{2}-[0-9-]+T[0-9:.]+Z\"", RegexOptions.None, 1000)]
    private static partial Regex Time();

    [GeneratedRegex("/u/[A-Za-z0-9_-]{59}", RegexOptions.None, 1000)]
    private static partial Regex Token();
}
