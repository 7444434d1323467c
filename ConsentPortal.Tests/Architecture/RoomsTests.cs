using System.Text.RegularExpressions;

namespace ConsentPortal.Tests.Architecture;

/// <summary>Who may name whom in Core: the floors of the house, held by source text.</summary>
public sealed partial class RoomsTests
{
    private static readonly string[] FloorOne = ["Team", "Compliance", "Contacts", "Audit", "Messaging"];
    private static readonly string[] FloorTwo = ["Consent", "Integration"];
    private static readonly string[] FloorThree = ["Preferences", "PrivacyRequests", "Imports", "Audiences", "Exports"];

    private static readonly Dictionary<string, string[]> MayName = new(StringComparer.Ordinal)
    {
        ["Kernel"] = [],
        ["Consent"] = ["Compliance", "Contacts", "Messaging"],
        ["Integration"] = ["Messaging"],
    };

    [Fact]
    public void A_room_names_only_rooms_of_lower_floors()
    {
        List<string> findings = [];
        foreach (var file in Source.Files("ConsentPortal.Core", ".cs"))
        {
            if (file.Path.Split('/') is not [_, var room, _, ..] || room is "Storage" or "Properties")
            {
                continue; // the shaft names every room; files at the root put the rooms together
            }

            foreach (Match named in CoreName().Matches(file.Text))
            {
                var other = named.Groups["room"].Value;
                if (other != room && !Allowed(room).Contains(other))
                {
                    findings.Add($"{file.Path} names {other}");
                }
            }
        }

        Findings.AssertNone(findings);
    }

    [Fact]
    public void Every_room_is_on_the_plan_and_has_its_readme()
    {
        var rooms = Directory.GetDirectories(Path.Combine(Source.Root, "ConsentPortal.Core")).Select(Path.GetFileName).OfType<string>().Where(r => r is not ("bin" or "obj" or "Properties")).ToList();
        Assert.NotEmpty(rooms);

        Assert.Empty(rooms.Except([.. FloorOne, .. FloorTwo, .. FloorThree, "Kernel", "Storage"]));
        Findings.AssertNone(rooms.Where(r => r is not "Kernel").SelectMany(ReadmeFindings));
    }

    [Fact]
    public void Core_knows_no_web_and_no_kit()
        => Findings.AssertNone(Source.Files("ConsentPortal.Core", ".cs").Where(f => f.Text.Contains("ConsentPortal.Web", StringComparison.Ordinal) || f.Text.Contains("Radzen", StringComparison.Ordinal)).Select(f => f.Path));

    private static IEnumerable<string> Allowed(string room) => room switch
    {
        "Kernel" => [],
        _ when FloorOne.Contains(room) => ["Kernel", "Storage"],
        _ when MayName.TryGetValue(room, out var named) => ["Kernel", "Storage", .. named],
        _ => ["Kernel", "Storage", .. FloorOne, .. FloorTwo],
    };

    private static IEnumerable<string> ReadmeFindings(string room)
    {
        var readme = Path.Combine(Source.Root, "ConsentPortal.Core", room, "README.md");
        var isEmpty = !Directory.EnumerateFiles(Path.Combine(Source.Root, "ConsentPortal.Core", room), "*.cs").Skip(1).Any();
        return File.Exists(readme) ? File.ReadAllLines(readme).Length > 60 ? [$"{room}/README.md is longer than 60 lines"] : [] : isEmpty ? [] : [$"{room} has no README.md"];
    }

    [GeneratedRegex(@"ConsentPortal\.Core\.(?<room>[A-Z]\w+)", RegexOptions.None, 2000)]
    private static partial Regex CoreName();
}
