using Bunit;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Core.Compliance;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Admin.Audit;
using ConsentPortal.Web.Admin.Receipts;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Tests.Web.Admin.Receipts;

/// <summary>Staff find the receipt that a person holds: from the timeline, and by its number.</summary>
public sealed class ReceiptPageTests
{
    [Theory, OnEveryDatabase]
    public async Task An_event_of_a_save_names_its_receipt_and_others_name_none(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.World.SaysAsync("ann.secret@example.com", ConsentStatus.OptedIn);
        portal.Clock.Advance(TimeSpan.FromDays(1));
        var (save, point) = await SaveAsync(portal);

        var items = (await portal.Get<ReadConsentHistory>().RunAsync(new([point]), Actors.Admin, default)).Value.Rows.OfType<ConsentItem>().ToList();

        Assert.Equal([save, default], items.Select(i => i.ReceiptId).Distinct());
        Assert.Equal(default, items[^1].ReceiptId);
    }

    [Theory, OnEveryDatabase]
    public async Task The_page_shows_what_the_person_was_given(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (save, _) = await SaveAsync(portal);
        await using var screen = await Screen.OfAsync(portal, Role.PrivacyOfficer);

        var page = screen.Render<ReceiptPage>(p => p.Add(r => r.Number, save.Value));

        page.WaitForAssertion(() => Assert.Contains("Commercial communication", page.Find("table").TextContent, StringComparison.Ordinal));
        Assert.Contains("Opted out", page.Find("table").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("ann.secret", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receipt_of_somebody_elses_person_and_an_unknown_one_get_the_same_answer()
    {
        await using var portal = await TestPortal.StartAsync();
        var (save, _) = await SaveAsync(portal);
        var find = portal.Get<FindReceipt>();

        Assert.Equal((await find.RunAsync(new(7), Actors.RepWithOwnContacts, default)).Problem, (await find.RunAsync(save, Actors.RepWithOwnContacts, default)).Problem);
        Assert.Equal(Refusal.Forbidden, (await find.RunAsync(save, Actors.Admin with { Permissions = Permission.ReadContacts }, default)).Problem!.Refusal);
        Assert.True((await find.RunAsync(save, Actors.Officer, default)).Ok);
    }

    [Fact]
    public async Task A_number_is_opened_and_anything_else_is_told_what_to_enter()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal);
        var search = screen.Render<ReceiptSearch>();

        await search.Find("#f-receipt").ChangeAsync(new ChangeEventArgs { Value = "abc" });
        await search.Find("form").SubmitAsync();
        Assert.Contains("digits only", search.Markup, StringComparison.Ordinal);
        await search.Find("#f-receipt").ChangeAsync(new ChangeEventArgs { Value = " 123 456 " });
        await search.Find("form").SubmitAsync();

        Assert.EndsWith("/receipts/123456", screen.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_panel_of_published_heads_says_where_when_and_what_is_wrong()
    {
        await using var portal = await TestPortal.StartAsync(with: [("ConsentPortal:Ledger:Publish:File", "heads.jsonl"), ("ConsentPortal:Ledger:Publish:Url", "http://example.com/")]);
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn);
        await portal.Get<SealLedger>().RunAsync(new(), Actor.System, default);
        await portal.Get<PublishHead>().RunAsync(new(), Actor.System, default);
        await using var screen = await Screen.OfAsync(portal);

        var panel = screen.Render<PublishedHeads>();

        panel.WaitForAssertion(() => Assert.Contains("Seal 1", panel.Markup, StringComparison.Ordinal));
        Assert.Contains("The address must begin with https://.", panel.Markup, StringComparison.Ordinal);
    }

    private static async Task<(Id<UndoOffer> Save, Id<ContactPoint> Point)> SaveAsync(TestPortal portal)
    {
        var links = (await portal.Get<IssueLinks>().RunAsync(new("default", "commercial", null, Channel.Email, null, ["ann.secret@example.com"]), Actors.Crm, default)).Value;
        Assert.True(portal.Get<PreferenceLinks>().TryRead(links.Tokens[0]!, out var link));
        var saved = await portal.Get<UnsubscribeFromEverything>().RunAsync(new(link, new("en"), AllBrands: false), Actor.Subject, default);
        return (saved.Value.Saved.Offer!.Id, link.PointId);
    }
}
