using System.Text.RegularExpressions;

namespace ConsentPortal.Tests.Architecture;

/// <summary>What the doors may name: no storage but where the portal is put together, no kit where strangers come in.</summary>
public sealed partial class DoorsTests
{
    private static readonly string[] MayNameStorage = ["ConsentPortal.Web/PortalBuilder.cs", "ConsentPortal.Web/Cli/CommandContext.cs"];
    private static readonly string[] MayNameKit = ["ConsentPortal.Web/Admin/", "ConsentPortal.Web/Ui/", "ConsentPortal.Web/Layouts/"];

    [Fact]
    public void The_web_names_storage_only_where_it_is_put_together()
        => Findings.AssertNone(Web().Where(f => !MayNameStorage.Contains(f.Path)
            && (f.Text.Contains("ConsentPortal.Core.Storage", StringComparison.Ordinal) || CoreStorage().IsMatch(f.Text))).Select(f => f.Path));

    [Fact]
    public void The_kit_is_named_only_by_staff_pages()
        => Findings.AssertNone(Web().Where(f => !MayNameKit.Any(folder => f.Path.StartsWith(folder, StringComparison.Ordinal)) && f.Text.Contains("Radzen", StringComparison.Ordinal)).Select(f => f.Path));

    [Fact]
    public void Doors_do_not_reach_through_one_another()
    {
        string[] doors = ["Admin", "Public", "Api", "Cli"];
        List<string> findings = [];
        foreach (var file in Web().Where(f => f.Path.Split('/') is [_, var door, _, ..] && doors.Contains(door)))
        {
            var own = file.Path.Split('/')[1];
            findings.AddRange(doors.Where(other => other != own && Regex.IsMatch(file.Text, $@"ConsentPortal\.Web\.{other}\b", RegexOptions.None, TimeSpan.FromSeconds(2))).Select(other => $"{file.Path} names {other}"));
        }

        Findings.AssertNone(findings);
    }

    [Fact]
    public void A_folder_decides_who_sees_its_pages_not_the_page()
        => Findings.AssertNone(Source.Files("ConsentPortal.Web", ".razor").Where(f => f.Name != "_Imports.razor"
            && (f.Text.Contains("@attribute [Authorize", StringComparison.Ordinal) || f.Text.Contains("@attribute [AllowAnonymous", StringComparison.Ordinal) || f.Text.Contains("@layout ", StringComparison.Ordinal)
                || f.Text.Contains("@rendermode", StringComparison.Ordinal) && f.Name != "App.razor")).Select(f => f.Path));

    [Fact]
    public void No_link_is_written_by_hand()
        => Findings.AssertNone(Source.Files("ConsentPortal.Web", ".razor").Where(f => !f.Path.Contains("/Public/", StringComparison.Ordinal))
            .SelectMany(f => WrittenLink().Matches(f.Text).Select(m => $"{f.Path}: {m.Value}")).Where(f => !f.Contains("href=\"/\"", StringComparison.Ordinal) && !f.Contains("/brand/", StringComparison.Ordinal)));

    private static IReadOnlyList<SourceFile> Web() => Source.Files("ConsentPortal.Web", ".cs", ".razor");

    [GeneratedRegex(@"\b(Core\.Storage|PortalDb|WriteQueue)\b", RegexOptions.None, 2000)]
    private static partial Regex CoreStorage();

    [GeneratedRegex("(href|action)=\"/(?![^\"]*[.](css|svg))[^\"]*\"", RegexOptions.None, 2000)]
    private static partial Regex WrittenLink();
}
