using System.Runtime.CompilerServices;
using System.Text;
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
        Compare($"{name}.json", text, caller);
    }

    /// <summary>The elements of a page with their classes and words, without times, numbers and what is signed.</summary>
    public static void Page(string name, string html, [CallerFilePath] string caller = "")
    {
        using var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html);
        page.QuerySelector("pre")!.TextContent = "«signed data»";
        StringBuilder text = new();
        Outline(text, page.DocumentElement, 0);
        Compare($"{name}.html.txt", Digits().Replace(text.ToString(), "«n»"), caller);
    }

    private static void Outline(StringBuilder text, AngleSharp.Dom.IElement element, int depth)
    {
        var own = string.Join(' ', element.ChildNodes.OfType<AngleSharp.Dom.IText>().Select(t => t.TextContent.Trim()).Where(t => t.Length > 0));
        var words = element.LocalName is "time" or "style" ? "«…»" : own;
        text.Append(' ', depth * 2).Append(element.LocalName).Append(element.ClassName is { Length: > 0 } c ? $".{c}" : "").Append(element.Id is { Length: > 0 } id ? $"#{id}" : "")
            .Append(words.Length > 0 ? $": {words}" : "").Append('\n');
        foreach (var child in element.Children)
        {
            Outline(text, child, depth + 1);
        }
    }

    private static void Compare(string file, string text, string caller)
    {
        if (Environment.GetEnvironmentVariable("APPROVE") == "1")
        {
            File.WriteAllText(Path.Combine(Root(caller), "Contracts", file), text);
            return;
        }

        var path = Path.Combine(AppContext.BaseDirectory, "Contracts", file);
        Assert.True(File.Exists(path), $"Contracts/{file} is missing: run the test once with APPROVE=1 and read what it wrote.");
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), text.ReplaceLineEndings("\n"));
    }

    [GeneratedRegex("[0-9]{5,}", RegexOptions.None, 1000)]
    private static partial Regex Digits();

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
