using System.Net;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web;

namespace ConsentPortal.Tests.Web.Public;

public sealed partial class DesignedPageTests
{
    [Fact]
    public async Task A_sample_shows_the_draft_a_version_or_what_a_contact_sees_and_stores_nothing()
    {
        await using var portal = await WebPortal.StartAsync();
        await portal.PublishesAsync(Designs.Plain.With(SectionKind.Heading, s => s with { Title = new("First") }));
        await portal.PublishesAsync(Designs.Plain.With(SectionKind.Heading, s => s with { Title = new("Second") }));
        var profile = (await portal.Get<Rulebooks>().FreshAsync(CancellationToken.None)).Profiles[0].Id;
        var now = (await portal.Get<ReadCenterDesign>().RunAsync(profile, Actors.Admin, CancellationToken.None)).Value;
        await portal.Get<SaveCenterDraft>().RunAsync(new(profile, now.DraftVersion, now.Design.With(SectionKind.Heading, s => s with { Title = new("Third") })), Actors.Admin, CancellationToken.None);
        var ann = await portal.PersonAsync("ann@contoso.com", ConsentLevel.Transactional);
        await portal.SaysAsync("ann@contoso.com", ConsentStatus.OptedOut);
        var events = (await portal.EventsAsync()).Count;
        using var admin = await portal.SignedInAsync(Role.Administrator);
        var path = Urls.PreferenceSample(profile);

        Assert.Equal(["Third", "Third", "First", "Second"], [await TitleAsync(admin, path), await TitleAsync(admin, $"{path}?version=draft"), await TitleAsync(admin, $"{path}?version=1"), await TitleAsync(admin, $"{path}?version=2&lang=en")]);
        var hers = await admin.GetStringAsync(new Uri($"{path}?contact={ann}", UriKind.Relative));
        Assert.Contains("a…@c….com", hers, StringComparison.Ordinal);
        Assert.DoesNotContain("ann@contoso", hers, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"email-1-0\" checked", hers, StringComparison.Ordinal);
        Assert.Contains("All of it is off", hers, StringComparison.Ordinal);
        using var missing = await admin.GetAsync(new Uri($"{path}?version=9", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Contains("frame-ancestors 'self'", Assert.Single(missing.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        using var analyst = await portal.SignedInAsync(Role.Analyst);
        using var refused = await analyst.GetAsync(new Uri($"{path}?contact={ann}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(events, (await portal.EventsAsync()).Count);
    }

    [Fact]
    public async Task Who_sees_only_own_contacts_previews_only_their_pages()
    {
        await using var portal = await WebPortal.StartAsync();
        var ann = await portal.PersonAsync("ann@contoso.com", ConsentLevel.Transactional);
        var profile = (await portal.Get<Rulebooks>().FreshAsync(CancellationToken.None)).Profiles[0].Id;

        Assert.Equal(Refusal.NotFound, (await portal.Get<ReadSampleCenter>().RunAsync(new(profile, null, ann), Actors.RepWithOwnContacts, CancellationToken.None)).Problem!.Refusal);
        Assert.True((await portal.Get<ReadSampleCenter>().RunAsync(new(profile, null, ann), Actors.Rep, CancellationToken.None)).Ok);
    }

    private static async Task<string> TitleAsync(HttpClient client, string path)
        => (await new AngleSharp.Html.Parser.HtmlParser().ParseDocumentAsync(await client.GetStringAsync(new Uri(path, UriKind.Relative)), CancellationToken.None)).QuerySelector("h1")!.TextContent.Trim();
}
