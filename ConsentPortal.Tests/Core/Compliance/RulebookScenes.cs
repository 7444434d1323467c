using System.Text.Json;
using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Compliance;

/// <summary>Words for scenes about the rulebook and its trail.</summary>
public static class RulebookScenes
{
    public static Task<Rulebook> RulesAsync(this TestPortal portal) => portal.Get<Rulebooks>().FreshAsync(CancellationToken.None);

    public static async Task<Id<Topic>> AddTopicAsync(this TestPortal portal, string code, LocalText name, string purpose = "commercial")
        => (await portal.Get<AddTopic>().RunAsync(new((await portal.RulesAsync()).Purpose(purpose)!.Id, code, name, new()), Actors.Admin, CancellationToken.None)).Value;

    public static async Task<Id<ComplianceProfile>> CreateProfileAsync(this TestPortal portal, string code, string preset = "gdpr-eea", string? shareWith = null)
        => (await portal.Get<CreateProfile>().RunAsync(
            new(code, $"Profile {code}", "Example Ltd", "1 Example Street", preset) { ShareWith = shareWith is null ? default : (await portal.RulesAsync()).Profile(shareWith)!.Id }, Actors.Admin, CancellationToken.None)).Value;

    public static async Task<Id<Purpose>> AddPurposeAsync(this TestPortal portal, string code, PurposeType type, string profile = "default", OptOutScope scope = OptOutScope.Address)
        => (await portal.Get<AddPurpose>().RunAsync(new((await portal.RulesAsync()).Profile(profile)!.Id, code, type, new($"Purpose {code}"), new(), scope), Actors.Admin, CancellationToken.None)).Value;

    /// <summary>The profile as its editor opens it.</summary>
    public static async Task<ReadProfile.View> ViewAsync(this TestPortal portal, string code = "default")
        => (await portal.Get<ReadProfile>().RunAsync((await portal.RulesAsync()).Profile(code)!.Id, Actors.Admin, CancellationToken.None)).Value;

    public static async Task<Outcome<Done>> SetAsync(this TestPortal portal, ReadProfile.View opened, params (string Purpose, Channel Channel, EnforcementModel Model)[] cells)
    {
        var rules = await portal.RulesAsync();
        return await portal.Get<SetEnforcement>().RunAsync(new(opened.Id, opened.Version, [.. cells.Select(c => new SetEnforcement.Cell(rules.Purpose(c.Purpose)!.Id, c.Channel, c.Model))]) { Reason = "The test says so." }, Actors.Admin, CancellationToken.None);
    }

    /// <summary>Everything that was written down, oldest first.</summary>
    public static async Task<List<(AuditEntry Entry, AuditValues Values)>> AuditAsync(this TestPortal portal)
    {
        await using var db = portal.NewDb();
        var entries = await db.Set<AuditEntry>().AsNoTracking().OrderBy(a => a.Id).ToListAsync();
        var rows = await db.Set<SideRow>().AsNoTracking().ToDictionaryAsync(r => r.Id);
        return entries.ConvertAll(e =>
        {
            Assert.Equal(e.ValuesHash, rows[e.ValuesId].Hash());
            return (e, JsonSerializer.Deserialize<AuditValues>(rows[e.ValuesId].Content!)!);
        });
    }

    public static async Task<(AuditEntry Entry, AuditValues Values)> LastAuditAsync(this TestPortal portal) => (await portal.AuditAsync())[^1];
}
