using Bunit;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web;
using ConsentPortal.Web.Admin.Contacts;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Tests.Web.Admin.Contacts;

/// <summary>The page of a person under the number of a record that was merged into theirs.</summary>
public sealed class ContactPageTests
{
    [Fact]
    public async Task An_old_link_leads_to_the_survivor_and_says_so()
    {
        await using var portal = await TestPortal.StartAsync();
        var ann = await portal.World.PersonAsync("Ann Archer", "ann@example.com");
        var twin = await portal.World.PersonAsync("A. Archer", "archer@example.com");
        Assert.True((await portal.Get<MergeContacts>().RunAsync(new(ann, twin, "Written down twice."), Actors.Admin, CancellationToken.None)).Ok);
        await using var screen = await Screen.OfAsync(portal);
        var nav = screen.Services.GetRequiredService<NavigationManager>();

        screen.Render<ContactPage>(p => p.Add(x => x.Id, twin.Value));

        Assert.EndsWith(Urls.MergedContact(ann, null, twin), nav.Uri, StringComparison.Ordinal);
        var page = screen.Render<ContactPage>(p => p.Add(x => x.Id, ann.Value));
        await page.WaitForAssertionAsync(() => Assert.Contains($"record {twin}, which was merged into Ann Archer.", page.Find("p[role=status]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_address_that_only_claims_a_merge_says_nothing()
    {
        await using var portal = await TestPortal.StartAsync();
        var ann = await portal.World.PersonAsync("Ann Archer", "ann@example.com");
        Id<Contact> bob = await portal.World.PersonAsync("Bob Baker", "bob@example.com");
        await using var screen = await Screen.OfAsync(portal);
        screen.Services.GetRequiredService<NavigationManager>().NavigateTo(Urls.MergedContact(ann, null, bob));

        var page = screen.Render<ContactPage>(p => p.Add(x => x.Id, ann.Value));

        await page.WaitForAssertionAsync(() => Assert.Contains("Ann Archer", page.Find("h1").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain("merged into", page.Markup, StringComparison.Ordinal);
    }
}
