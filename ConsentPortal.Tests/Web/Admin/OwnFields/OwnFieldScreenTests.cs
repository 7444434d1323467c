using AngleSharp.Dom;
using Bunit;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Core.Contacts;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Admin.OwnFields;
using ConsentPortal.Web.Admin.Contacts;
using ConsentPortal.Web.Admin.Contacts.Edit;

namespace ConsentPortal.Tests.Web.Admin.OwnFields;

/// <summary>Own fields on staff pages.</summary>
public sealed class OwnFieldScreenTests
{
    private const string Born = "1990-12-31";

    [Fact]
    public async Task A_sensitive_value_is_masked_until_somebody_who_may_asks_for_it_and_that_is_written_down()
    {
        await using var portal = await TestPortal.StartAsync();
        var ann = await AnnAsync(portal);
        await using var officer = await Screen.OfAsync(portal, Role.PrivacyOfficer);
        await using var rep = await Screen.OfAsync(portal, Role.SalesRepresentative);

        var asOfficer = await SeenAsync(portal, ann, Actors.Officer);
        var page = officer.Render<OwnFacts>(p => p.Add(o => o.Contact, asOfficer));
        Assert.DoesNotContain("1990", page.Markup, StringComparison.Ordinal);
        Assert.Empty(await portal.TrailAsync(ContactFieldEvent.Read, Actors.Admin));
        await page.Find("button[aria-label='Show Birthday']").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("1990", page.Markup, StringComparison.Ordinal));
        Assert.Single(await portal.TrailAsync(ContactFieldEvent.Read, Actors.Admin));

        var asRep = await SeenAsync(portal, ann, Actors.Rep);
        var blind = rep.Render<OwnFacts>(p => p.Add(o => o.Contact, asRep));
        Assert.Contains("Gold", blind.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Birthday", blind.Markup, StringComparison.Ordinal); // not even that there is one
    }

    [Fact]
    public async Task The_form_offers_what_may_be_changed_and_an_untouched_field_keeps_its_value()
    {
        await using var portal = await TestPortal.StartAsync();
        var ann = await AnnAsync(portal);
        await using var rep = await Screen.OfAsync(portal, Role.SalesRepresentative);

        var form = rep.Render<ContactEditPage>(p => p.Add(o => o.Id, ann.Value));
        Assert.Empty(form.FindAll("#f-fields-tier")); // read only for representatives
        Assert.Equal("", form.Find("#f-fields-birthday").GetAttribute("value"));
        form.Find("#f-jobTitle").Change("Buyer");
        await form.Find("form").SubmitAsync();
        Assert.Equal(Born, (await portal.Get<ReadSensitiveField>().RunAsync(new(ann, "birthday"), Actors.Admin, default)).Value);

        var again = rep.Render<ContactEditPage>(p => p.Add(o => o.Id, ann.Value));
        again.Find("#f-fields-birthday").Change("soon");
        await again.Find("form").SubmitAsync();
        Assert.Contains("1990-12-31", again.Find("#f-fields-birthday-error").TextContent, StringComparison.Ordinal); // how a date is written
        Assert.Equal("soon", again.Find("#f-fields-birthday").GetAttribute("value"));
    }

    [Fact]
    public async Task Two_people_are_compared_without_their_sensitive_values_and_only_fields_of_ones_own_can_be_chosen()
    {
        await using var portal = await TestPortal.StartAsync();
        var ann = await AnnAsync(portal);
        var twin = await portal.World.PersonAsync("Ann Example", "ann@work.example");
        await portal.SetAsync(twin, Actors.Admin, ("birthday", "1991-01-01"), ("tier", "Silver"));
        await using var officer = await Screen.OfAsync(portal, Role.PrivacyOfficer);
        HashSet<string> chosen = [];

        async Task<IRenderedComponent<MergeOwnRows>> ComparedAsync(ConsentPortal.Core.Kernel.Actor by)
        {
            var (own, theirs) = ((await SeenAsync(portal, ann, by)).Own, (await SeenAsync(portal, twin, by)).Own);
            return officer.Render<MergeOwnRows>(p => p.Add(o => o.Own, own).Add(o => o.Theirs, theirs).Add(o => o.FromMerged, chosen));
        }

        var rows = await ComparedAsync(Actors.Officer);
        Assert.DoesNotContain("199", rows.Markup, StringComparison.Ordinal);
        await rows.FindAll("input[name='pick-own-birthday']")[1].ChangeAsync(new());
        Assert.Equal(["birthday"], chosen);
        var asRep = await ComparedAsync(Actors.Rep);
        Assert.Empty(asRep.FindAll("input")); // read only for representatives
        Assert.Contains("Silver", asRep.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Birthday", asRep.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fields_are_listed_added_and_retired_and_an_empty_list_says_what_they_are_for()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var admin = await Screen.OfAsync(portal);
        Assert.Contains("loyalty tier", admin.Render<ContactFieldsPage>().Markup, StringComparison.Ordinal);

        var form = admin.Render<ContactFieldPage>();
        await form.Find("form").SubmitAsync();
        Assert.Contains("Give it a name", form.Find("#f-label-error").TextContent, StringComparison.Ordinal);
        form.Find("#f-label").Change("Tier");
        form.Find("#f-kind").Change(nameof(ContactFieldKind.Choice));
        form.Find("#f-choices").Change("Silver\nGold");
        await form.Find("form").SubmitAsync();

        var row = Assert.Single((await portal.Get<FindContactFields>().RunAsync(Actors.Admin, default)).Value);
        Assert.Equal(("tier", "Silver,Gold"), (row.Code, string.Join(',', row.Choices)));
        Assert.Contains("Tier", admin.Render<ContactFieldsPage>().Find("tbody th").TextContent, StringComparison.Ordinal);
    }

    private static async Task<ConsentPortal.Core.Kernel.Id<Contact>> AnnAsync(TestPortal portal)
    {
        await FieldScene.BirthdayAndTierAsync(portal.Get<AddContactField>);
        var ann = await portal.World.PersonAsync("Ann Example", "ann@example.com");
        await portal.SetAsync(ann, Actors.Admin, ("birthday", Born), ("tier", "Gold"));
        return ann;
    }

    private static async Task<ReadContact.View> SeenAsync(TestPortal portal, ConsentPortal.Core.Kernel.Id<Contact> contact, ConsentPortal.Core.Kernel.Actor actor)
        => (await portal.Get<ReadContact>().RunAsync(contact, actor, CancellationToken.None)).Value;
}
