using ConsentPortal.Core.Kernel;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Tests.Architecture;

/// <summary>No table is forgotten when somebody asks for their data: each is handed out by its room, withheld with a reason, or stands here
/// as one that holds nothing about a person. A new table fails until somebody decides.</summary>
public sealed class PersonalDataTests
{
    private const string Rules = "rules and texts of the company", Figures = "counts without a person", Machinery = "how the portal itself runs", Programs = "tells of programs, not of people";

    // reviewed 2026-11-23
    private static readonly Dictionary<string, string> WithoutPersons = new(StringComparer.Ordinal)
    {
        ["brands"] = Rules, ["brand_files"] = Rules, ["compliance_profiles"] = Rules, ["purposes"] = Rules, ["topics"] = Rules, ["published_wordings"] = Rules, ["profile_states"] = Rules, ["purpose_states"] = Rules,
        ["topic_states"] = Rules, ["profile_purposes"] = Rules, ["enforcements"] = Rules, ["consent_validities"] = Rules, ["preference_centers"] = Rules, ["center_drafts"] = Rules, ["center_versions"] = Rules,
        ["subscribe_pages"] = Rules, ["message_templates"] = Rules, ["request_places"] = Rules, ["request_officers"] = Rules, ["processing_records"] = Rules, ["request_letters"] = "that a mail of a kind left for a case, and the hash of its words", ["contact_field_definitions"] = Rules,
        ["accounts"] = "companies; the name of a person's company is handed out with the person",
        ["standing_counts"] = Figures, ["day_counts"] = Figures, ["day_words"] = Figures, ["count_cursors"] = Machinery, ["lapsed_requests"] = Figures, ["flag_tallies"] = "counts by message and by coarse network",
        ["ledger_seals"] = "hashes over many events; the number of a seal is handed out with each event it holds", ["seal_publications"] = Machinery, ["renewal_runs"] = Figures,
        ["applications"] = Programs, ["api_keys"] = Programs, ["application_uses"] = Programs, ["unknown_codes"] = Programs, ["call_counts"] = Programs, ["webhooks"] = Programs, ["webhook_cursors"] = Programs,
        ["webhook_healths"] = Programs, ["webhook_turns"] = Programs,
        ["privacy_intakes"] = Rules, ["retention_rules"] = Rules, ["retention_runs"] = Figures, ["retention_turns"] = Machinery,
        ["stamps"] = Machinery, ["counters"] = Machinery, ["node_leases"] = Machinery, ["settings"] = Machinery, ["data_protection_keys"] = Machinery,
        ["side_rows"] = "free text of other tables: handed out by the room whose row points to it", ["side_row_erasures"] = "that a text was erased, and why",
    };

    [Fact]
    public async Task Every_table_is_handed_out_or_withheld_with_a_reason_or_holds_nothing_about_a_person()
    {
        await using var portal = await TestPortal.StartAsync();
        var tables = await TablesAsync(portal);
        var held = Held(portal).Select(t => t.Table.Name).ToHashSet(StringComparer.Ordinal);

        Assert.True(tables.Count > 60);
        Findings.AssertNone(tables.Where(t => !held.Contains(t) && !WithoutPersons.ContainsKey(t)).Select(t => $"{t}: say in its room's Holdings what of it is handed out, or here why it holds nothing about a person"));
        Findings.AssertNone(held.Concat(WithoutPersons.Keys).Where(t => !tables.Contains(t)).Select(t => $"{t}: there is no such table"));
        Findings.AssertNone(held.Where(WithoutPersons.ContainsKey).Select(t => $"{t}: cannot be both"));
    }

    [Fact]
    public async Task A_table_belongs_to_one_room_and_withholding_is_explained()
    {
        await using var portal = await TestPortal.StartAsync();
        var held = Held(portal);

        Findings.AssertNone(held.GroupBy(t => t.Table.Name, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => $"{g.Key} is held by {string.Join(" and ", g.Select(t => t.Room))}"));
        Findings.AssertNone(held.Where(t => t.Table.Category.Length == 0 || t.Table.Withheld.Length is > 0 and < 20).Select(t => $"{t.Table.Name}: a category, and a whole sentence where it is withheld"));
        Assert.Equal(held.Select(t => t.Room).Distinct().Count(), portal.Services.GetServices<IHoldsPersonalData>().Count());
    }

    private static List<(string Room, PersonalTable Table)> Held(TestPortal portal)
        => [.. portal.Services.GetServices<IHoldsPersonalData>().SelectMany(r => r.Tables.Select(t => (r.Room, t)))];

    private static async Task<HashSet<string>> TablesAsync(TestPortal portal)
    {
        await using var db = portal.NewDb();
        return [.. db.Model.GetEntityTypes().Select(e => e.GetTableName()).OfType<string>()];
    }
}
