using System.Net;
using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Web.Public;

/// <summary>How far a reader agrees: lower at once, higher only from the mailbox.</summary>
public sealed class LevelTests
{
    private const string Ann = "ann@example.com";

    [Theory, OnEveryDatabase]
    public async Task A_lower_step_counts_at_once_is_in_the_audit_and_can_be_taken_back(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        await portal.ShowsAsync(s => s with { Level = true });
        var person = await portal.PersonAsync(Ann, ConsentLevel.Marketing);
        using Reader reader = new(portal);
        await reader.OpenAsync($"/u/{await portal.TokenAsync(Ann)}");
        Assert.Equal("4", reader.Page.QuerySelector("input[name=level][checked]")!.GetAttribute("value"));
        reader.Choose("level", "2");

        Assert.Equal(HttpStatusCode.OK, await reader.PressAsync("Save this step", without: "__RequestVerificationToken"));

        Assert.Equal(ConsentLevel.Transactional, await portal.LevelAsync(person));
        Assert.Contains("From now on: 2: Orders and service", reader.Words, StringComparison.Ordinal);
        await using var db = portal.NewDb();
        var entry = await db.Set<AuditEntry>().SingleAsync(e => e.Kind == LevelWriter.Kind);
        Assert.Equal((ActorKind.Subject, person.ToString()), (entry.ActorKind, entry.SubjectId));
        var values = (await db.Set<SideRow>().SingleAsync(r => r.Id == entry.ValuesId)).Content!;
        Assert.All(["marketing", "transactional", "preference-center"], word => Assert.Contains(word, values, StringComparison.Ordinal));
        Assert.Contains("4: Offers and invitations → 2: Orders and service", (await new Reader(portal).OpenAsync(reader.Href("to read or print"))).Words, StringComparison.Ordinal);

        await reader.PressAsync("Undo");
        Assert.Equal(ConsentLevel.Marketing, await portal.LevelAsync(person));
    }

    [Fact]
    public async Task A_form_that_was_opened_before_the_section_went_may_lower_and_not_raise()
    {
        await using var portal = await WebPortal.StartAsync();
        await portal.ShowsAsync(s => s with { Level = true });
        var person = await portal.PersonAsync(Ann, ConsentLevel.Subscriptions);
        using Reader lower = new(portal), higher = new(portal);
        var path = $"/u/{await portal.TokenAsync(Ann)}";
        await lower.OpenAsync(path);
        await higher.OpenAsync(path);
        await portal.ShowsAsync(s => s with { Level = false });

        higher.Choose("level", "4");
        await higher.PressAsync("Save this step");
        Assert.Equal((ConsentLevel.Subscriptions, 0), (await portal.LevelAsync(person), (await portal.MailsAsync(ConfirmationMail.LevelKind)).Count));
        lower.Choose("level", "1");
        await lower.PressAsync("Save this step");

        Assert.Equal(ConsentLevel.Consent, await portal.LevelAsync(person));
    }

    [Theory, OnEveryDatabase]
    public async Task A_higher_step_waits_for_the_mailbox_and_a_lower_one_meanwhile_ends_the_question(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        await portal.ShowsAsync(s => s with { Level = true });
        var person = await portal.PersonAsync(Ann, ConsentLevel.Transactional);
        using Reader reader = new(portal);
        var path = $"/u/{await portal.TokenAsync(Ann)}";
        await reader.OpenAsync(path);
        reader.Choose("level", "4");
        await reader.PressAsync("Save this step");

        Assert.Equal("One more step", reader.Title);
        Assert.Equal(ConsentLevel.Transactional, await portal.LevelAsync(person));
        Assert.Contains("Waiting for you", reader.Words, StringComparison.Ordinal);
        var letter = Assert.Single(await portal.MailsAsync(ConfirmationMail.LevelKind));
        Assert.Contains("Step 4: Offers and invitations", letter.Text, StringComparison.Ordinal);
        await reader.OpenAsync(Recipients.LinkIn(letter.Text));
        Assert.Equal(ConsentLevel.Transactional, await portal.LevelAsync(person)); // looking is no answer
        await reader.PressAsync("Yes, I confirm");
        Assert.Equal(ConsentLevel.Marketing, await portal.LevelAsync(person));

        await reader.OpenAsync(path);
        reader.Choose("level", "5");
        await reader.PressAsync("Save this step");
        reader.Choose("level", "1");
        await reader.PressAsync("Save this step");
        var second = (await portal.MailsAsync(ConfirmationMail.LevelKind))[0];
        await reader.OpenAsync(Recipients.LinkIn(second.Text));
        Assert.Equal(HttpStatusCode.NotFound, reader.Status);
        Assert.Equal(ConsentLevel.Consent, await portal.LevelAsync(person));
    }

    [Fact]
    public async Task Raising_needs_our_own_page_and_a_child_is_never_profiled()
    {
        await using var portal = await WebPortal.StartAsync();
        await portal.ShowsAsync(s => s with { Level = true });
        var child = await portal.PersonAsync(Ann, ConsentLevel.Consent, child: true);
        using Reader reader = new(portal);
        await reader.OpenAsync($"/u/{await portal.TokenAsync(Ann)}");
        var highest = reader.Page.QuerySelector("input[name=level][value='5']")!;
        Assert.True(highest.HasAttribute("disabled"));
        highest.RemoveAttribute("disabled");
        reader.Choose("level", "5");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await reader.PressAsync("Save this step"));
        reader.Choose("level", "3");
        Assert.Equal(HttpStatusCode.BadRequest, await reader.PressAsync("Save this step", without: "__RequestVerificationToken"));

        Assert.Equal(ConsentLevel.Consent, await portal.LevelAsync(child));
        Assert.Empty(await portal.MailsAsync(ConfirmationMail.LevelKind));
    }

    [Fact]
    public async Task Two_people_on_one_address_have_no_step_in_common()
    {
        await using var portal = await WebPortal.StartAsync();
        await portal.ShowsAsync(s => s with { Level = true });
        await portal.PersonAsync(Ann, ConsentLevel.Marketing);
        await portal.PersonAsync(Ann, ConsentLevel.None);
        using Reader reader = new(portal);

        Assert.False((await reader.OpenAsync($"/u/{await portal.TokenAsync(Ann)}")).Sees("Save this step"));
    }

    [Fact]
    public async Task Staff_change_a_level_with_a_comment_and_nobody_makes_a_child_a_profile()
    {
        await using var portal = await TestPortal.StartAsync();
        var person = await portal.World.PersonAsync("ann", [Ann], f => f with { Child = true });
        var change = portal.Get<ChangeConsentLevel>();

        Assert.Equal(Refusal.Forbidden, (await change.RunAsync(new(person, ConsentLevel.Consent, "phone"), Actors.Analyst, CancellationToken.None)).Problem!.Refusal);
        Assert.Equal("level", (await change.RunAsync(new(person, ConsentLevel.Profiling, "phone"), Actors.Admin, CancellationToken.None)).Problem!.Field);
        Assert.True((await change.RunAsync(new(person, ConsentLevel.Marketing, "phone", "She called."), Actors.Admin, CancellationToken.None)).Ok);

        await using var db = portal.NewDb();
        Assert.Equal([ConsentLevel.None, ConsentLevel.Marketing], await db.Set<ContactState>().Where(s => s.ContactId == person).OrderBy(s => s.Id).Select(s => s.Level).ToListAsync());
        var entry = await db.Set<AuditEntry>().SingleAsync(e => e.Kind == LevelWriter.Kind);
        Assert.Contains("She called.", (await db.Set<SideRow>().SingleAsync(r => r.Id == entry.ValuesId)).Content!, StringComparison.Ordinal);
    }
}
