using Bunit;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Admin.Consents;
using ConsentPortal.Web.Admin.Consents.Events;
using ConsentPortal.Web.Admin.Contacts;
using ConsentPortal.Web.Admin.Contacts.Edit;
using ConsentPortal.Web.Admin.Lapsing;
using ConsentPortal.Web.Layouts;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Web.Admin.Contacts;

/// <summary>Wherever a person stands whose data may only be stored, the page says so; and of nobody else.</summary>
public sealed class RestrictedMarksTests
{
    private static readonly Dictionary<string, Func<Screen, Id<Contact>, Id<Contact>, Task<string>>> Places = new(StringComparer.Ordinal)
    {
        ["page"] = (screen, ann, _) => ShownAsync<ContactPage>(screen, "h1", p => p.Add(x => x.Id, ann.Value)),
        ["edit form"] = (screen, ann, _) => ShownAsync<ContactEditPage>(screen, "form", p => p.Add(x => x.Id, ann.Value)),
        ["pairs"] = (screen, _, _) => ShownAsync<DuplicatesPage>(screen, "tbody tr"),
        ["duplicates of one"] = (screen, _, bob) => ShownAsync<MergePage>(screen, "tbody tr", p => p.Add(x => x.Id, bob.Value)),
        ["picker"] = (screen, _, _) => PickedAsync(screen),
        ["palette"] = (screen, _, _) => SoughtAsync(screen),
    };

    public static TheoryData<string> Names => [.. Places.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_restricted_person_is_marked_and_nobody_else(string place)
    {
        await using var portal = await TestPortal.StartAsync();
        var ann = await portal.World.PersonAsync("Ann Archer", "family@example.com");
        var bob = await portal.World.PersonAsync("Bob Archer", "family@example.com");
        await using var screen = await Screen.OfAsync(portal);

        Assert.DoesNotContain("Restricted", await Places[place](screen, ann, bob), StringComparison.Ordinal);
        await RestrictAsync(portal, ann);

        Assert.Contains("Restricted", await Places[place](screen, ann, bob), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_lists_of_answers_and_of_events_mark_them_too()
    {
        await using var portal = await TestPortal.StartAsync();
        var ann = await portal.World.PersonAsync("Ann Archer", "ann@example.com");
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedOut, topic: "newsletter");
        var ending = new ConsentStatement { Channel = Channel.Email, Address = "ann@example.com", Profile = "default", Purpose = "tracking", Status = ConsentStatus.OptedIn, ValidUntil = portal.Clock.Now().AddDays(5) };
        await portal.Get<RecordConsent>().RunAsync(new([ending]), Actors.Crm, CancellationToken.None);
        await RestrictAsync(portal, ann);
        await using var screen = await Screen.OfAsync(portal);

        var answers = (await portal.Get<FindConsents>().RunAsync(new(new()), Actors.Admin, CancellationToken.None)).Value.Rows;
        var events = (await portal.Get<FindConsentEvents>().RunAsync(new(new()), Actors.Admin, CancellationToken.None)).Value.Rows;

        Assert.Contains("Restricted", screen.Render<RecordTable>(p => p.Add(x => x.Rows, answers)).Find("tbody th").TextContent, StringComparison.Ordinal);
        var lapsing = (await portal.Get<FindLapsing>().RunAsync(new(), null, Actors.Admin, CancellationToken.None)).Value.Rows;

        Assert.Contains("Restricted", screen.Render<LapseTable>(p => p.Add(x => x.Rows, lapsing)).Find("tbody th").TextContent, StringComparison.Ordinal);
        Assert.Contains("Restricted", screen.Render<EventTable>(p => p.Add(x => x.Rows, events)).Find("tbody th").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task So_does_the_page_of_their_address()
    {
        await using var portal = await TestPortal.StartAsync();
        var ann = await portal.World.PersonAsync("Ann Archer", "ann@example.com");
        var point = await portal.World.PointOfAsync(ann);
        await using var screen = await Screen.OfAsync(portal);

        Assert.DoesNotContain("Restricted", await PageAsync(), StringComparison.Ordinal);
        await RestrictAsync(portal, ann);
        Assert.Contains("Restricted: stored, not used", await PageAsync(), StringComparison.Ordinal);

        Task<string> PageAsync() => ShownAsync<ContactPointPage>(screen, ".communication select", p => p.Add(x => x.Id, point.Value));
    }

    private static async Task<string> ShownAsync<T>(Screen screen, string awaited, Action<ComponentParameterCollectionBuilder<T>>? with = null)
        where T : IComponent
    {
        var page = screen.Render<T>(with ?? (_ => { }));
        await page.WaitForAssertionAsync(() => Assert.NotEmpty(page.FindAll(awaited)));
        return page.Markup;
    }

    private static async Task<string> PickedAsync(Screen screen)
    {
        var picker = screen.Render<PersonPicker>(p => p.Add(x => x.Name, "other").Add(x => x.Label, "Person"));
        await picker.Find("input").InputAsync(new() { Value = "Ann" });
        await picker.WaitForAssertionAsync(() => Assert.NotEmpty(picker.FindAll("[role=option]")));
        return picker.Markup;
    }

    private static async Task<string> SoughtAsync(Screen screen)
    {
        var palette = screen.Render<CommandPalette>();
        await palette.Find("#palette-text").InputAsync(new() { Value = "Ann Archer" });
        await palette.WaitForAssertionAsync(() => Assert.Contains("Ann Archer", palette.FindAll("[role=option]")[0].TextContent, StringComparison.Ordinal));
        return palette.FindAll("[role=option]")[0].TextContent;
    }

    private static async Task RestrictAsync(TestPortal portal, Id<Contact> id)
    {
        await using var db = portal.NewDb();
        var contact = await db.Set<Contact>().Include(c => c.States).Include(c => c.Links).SingleAsync(c => c.Id == id);
        await RestrictedPeople.SetAsync(db, contact, true, "", portal.Get<IdSource>(), portal.Clock.Now(), CancellationToken.None);
        db.Announce(new Held(id), Actor.System);
        await db.SaveChangesAsync();
    }

    private sealed record Held(Id<Contact> Id) : PortalEvent("contact.restricted", "contact", Id.ToString());
}
