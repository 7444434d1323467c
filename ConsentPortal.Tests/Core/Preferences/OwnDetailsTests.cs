using System.Text.RegularExpressions;
using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Preferences;

/// <summary>People who correct their own details: only with the proof of their own address, and only their own.</summary>
public sealed class OwnDetailsTests
{
    [Theory, OnEveryDatabase]
    public async Task With_the_proof_of_the_address_its_person_reads_and_corrects_their_details(DatabaseProvider provider)
    {
        await using var portal = await OfferedAsync(provider);
        var ann = await portal.World.PersonAsync("ann", ["ann@example.com", "+4930123456", "ann@work.example"], f => f with { FirstName = "An" });
        var link = await LinkAsync(portal, "ann@example.com");
        var proof = Proof(portal, link.PointId);

        var seen = (await portal.Get<ReadOwnDetails>().RunAsync(link, proof, CancellationToken.None))!;
        Assert.Equal(("An", "ann", ""), (seen.Person!.FirstName, seen.Person.LastName, seen.Person.Language));
        Assert.Equal(["a…@w….example", "+49…56"], seen.Person.Others.Select(o => o.Masked));
        var saved = await portal.Get<SaveOwnDetails>().RunAsync(new(link, proof, seen.Person.Version, " Ann ", "Example", "de"), Actor.Subject, CancellationToken.None);

        Assert.True(saved.Ok);
        await using var db = portal.NewDb();
        var stored = await db.Set<Contact>().SingleAsync(c => c.Id == ann);
        Assert.Equal(("Ann", "Example", "de", "ann"), (stored.FirstName, stored.LastName, stored.Language, stored.ExternalId));
        var audit = await db.Set<AuditEntry>().OrderByDescending(a => a.Id).FirstAsync();
        Assert.Equal(("contact.edited", ActorKind.Subject, ann.ToString()), (audit.Kind, audit.ActorKind, audit.SubjectId));
        Assert.Empty(await portal.World.EventsAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task No_proof_a_forged_one_a_dead_one_and_another_addresss_open_nothing(DatabaseProvider provider)
    {
        await using var portal = await OfferedAsync(provider);
        await portal.World.PersonAsync("ann", ["ann@example.com"]);
        await portal.World.PersonAsync("bob", ["bob@example.com"]);
        var link = await LinkAsync(portal, "ann@example.com");
        var good = Proof(portal, link.PointId);
        string[] bad =
        [
            "", "A" + good[1..], good[..^2] + (good[^2] == 'A' ? 'B' : 'A') + good[^1], Proof(portal, (await LinkAsync(portal, "bob@example.com")).PointId),
            portal.Get<AddressProofs>().Write(link.PointId, OwnDetails.OtherUse, portal.Clock.Now() + AddressProofs.Life), portal.Get<AddressProofs>().Write(link.PointId, OwnDetails.Use, portal.Clock.Now()),
        ];

        foreach (var proof in bad)
        {
            var seen = (await portal.Get<ReadOwnDetails>().RunAsync(link, proof, CancellationToken.None))!;
            Assert.False(seen.Proved);
            Assert.Null(seen.Person);
            Assert.Equal(OwnDetails.NotProved, (await portal.Get<SaveOwnDetails>().RunAsync(new(link, proof, 0, "Eve", "", ""), Actor.Subject, CancellationToken.None)).Problem!.Message);
            Assert.Equal(OwnDetails.NotProved, (await portal.Get<AskOwnAddress>().RunAsync(new(link, proof, default, "eve@example.com", "en"), Actor.Subject, CancellationToken.None)).Problem!.Message);
            Assert.Equal(OwnDetails.NotProved, (await portal.Get<ProveOwnAddress>().RunAsync(new(link, proof, link.PointId, "123456", default), Actor.Subject, CancellationToken.None)).Problem!.Message);
        }

        Assert.NotNull((await portal.Get<ReadOwnDetails>().RunAsync(link, good, CancellationToken.None))!.Person);
        Assert.Equal(Refusal.Forbidden, (await portal.Get<SaveOwnDetails>().RunAsync(new(link, good, 0, "Eve", "", ""), Actors.Admin, CancellationToken.None)).Problem!.Refusal);
    }

    [Fact]
    public async Task Where_the_address_is_several_peoples_or_nobodys_there_is_nothing_to_see_or_save()
    {
        await using var portal = await OfferedAsync();
        var ann = await portal.World.PersonAsync("ann", ["home@example.com"]);
        var link = await LinkAsync(portal, "home@example.com");
        var proof = Proof(portal, link.PointId);
        var bob = await portal.World.PersonAsync("bob", ["home@example.com"]);

        Assert.True((await portal.Get<ReadOwnDetails>().RunAsync(link, proof, CancellationToken.None)) is { Person: null, Several: true, Proved: true });
        Assert.Equal(OwnDetails.NotOne, (await portal.Get<SaveOwnDetails>().RunAsync(new(link, proof, 0, "Eve", "", ""), Actor.Subject, CancellationToken.None)).Problem!.Message);
        var named = (await portal.Get<ReadOwnDetails>().RunAsync(link with { ContactId = bob }, proof, CancellationToken.None))!;
        Assert.Equal("bob", named.Person!.LastName); // a link that names one of them

        await portal.World.LeavesAsync(ann, "home@example.com");
        await portal.World.LeavesAsync(bob, "home@example.com"); // meanwhile
        Assert.True((await portal.Get<ReadOwnDetails>().RunAsync(link with { ContactId = bob }, proof, CancellationToken.None)) is { Person: null, Several: false, Proved: true });
        Assert.Equal(OwnDetails.NotOne, (await portal.Get<SaveOwnDetails>().RunAsync(new(link with { ContactId = bob }, proof, 0, "Eve", "", ""), Actor.Subject, CancellationToken.None)).Problem!.Message);
    }

    [Fact]
    public async Task A_profile_that_does_not_offer_it_offers_nothing_and_what_is_wrong_is_named_by_its_field()
    {
        await using var portal = await OfferedAsync();
        await portal.World.PersonAsync("ann", ["ann@example.com"]);
        var link = await LinkAsync(portal, "ann@example.com");
        var proof = Proof(portal, link.PointId);

        var saved = await portal.Get<SaveOwnDetails>().RunAsync(new(link, proof, 7, new string('x', 101), "", "not a language"), Actor.Subject, CancellationToken.None);
        Assert.Equal(["firstName", "language", null], saved.Problems.Select(p => p.Field));

        await portal.ShowsAsync(s => s with { Details = false });

        Assert.Null(await portal.Get<ReadOwnDetails>().RunAsync(link, proof, CancellationToken.None));
    }

    [Theory, OnEveryDatabase]
    public async Task One_more_address_is_proved_by_its_own_code_and_added_without_any_change_of_consent(DatabaseProvider provider)
    {
        await using var portal = await OfferedAsync(provider);
        var ann = await portal.World.PersonAsync("ann", ["ann@example.com"]);
        var link = await LinkAsync(portal, "ann@example.com");
        var proof = Proof(portal, link.PointId);

        var asked = (await portal.Get<AskOwnAddress>().RunAsync(new(link, proof, default, "New@Example.com", "en"), Actor.Subject, CancellationToken.None)).Value;
        var wrong = await portal.Get<ProveOwnAddress>().RunAsync(new(link, proof, asked.PointId, "nonsense", ProfileOf(portal)), Actor.Subject, CancellationToken.None);
        var proved = (await portal.Get<ProveOwnAddress>().RunAsync(new(link, proof, asked.PointId, await CodeAsync(portal, "New@Example.com"), ProfileOf(portal)), Actor.Subject, CancellationToken.None)).Value;

        Assert.Equal("code", wrong.Problem!.Field);
        Assert.Equal(("N…@E….com".ToLowerInvariant(), true), (proved.Masked.ToLowerInvariant(), proved.Added));
        Assert.True(portal.Get<PreferenceLinks>().TryRead(proved.Token, out var fresh));
        Assert.Equal(asked.PointId, fresh.PointId);
        await using var db = portal.NewDb();
        Assert.True(await db.Set<ContactPointLink>().AnyAsync(l => l.ContactId == ann && l.PointId == asked.PointId && l.Until == null));
        Assert.Equal(("contact.address_added", ActorKind.Subject), await db.Set<AuditEntry>().OrderByDescending(a => a.Id).Select(a => new ValueTuple<string, ActorKind>(a.Kind, a.ActorKind)).FirstAsync());
        Assert.Empty(await portal.World.EventsAsync());
        Assert.False((await portal.Get<ReadOwnDetails>().RunAsync(fresh, proof, CancellationToken.None))!.Proved); // the proof of one does not open another's page
    }

    [Fact]
    public async Task An_address_on_file_that_is_not_the_persons_is_not_asked_and_guessing_ends_after_five_tries()
    {
        await using var portal = await OfferedAsync();
        await portal.World.PersonAsync("ann", ["ann@example.com", "+4930123456"]);
        await portal.World.PersonAsync("bob", ["bob@example.com"]);
        var link = await LinkAsync(portal, "ann@example.com");
        var proof = Proof(portal, link.PointId);
        var bobs = (await LinkAsync(portal, "bob@example.com")).PointId;

        Assert.Equal("address", (await portal.Get<AskOwnAddress>().RunAsync(new(link, proof, bobs, "", "en"), Actor.Subject, CancellationToken.None)).Problem!.Field);
        Assert.Equal("address", (await portal.Get<AskOwnAddress>().RunAsync(new(link, proof, default, "ann@example.com", "en"), Actor.Subject, CancellationToken.None)).Problem!.Field); // the one they came from
        Assert.Equal("address", (await portal.Get<AskOwnAddress>().RunAsync(new(link, proof, default, "no address", "en"), Actor.Subject, CancellationToken.None)).Problem!.Field);

        var number = (await portal.Get<ReadOwnDetails>().RunAsync(link, proof, CancellationToken.None))!.Person!.Others.Single();
        var asked = (await portal.Get<AskOwnAddress>().RunAsync(new(link, proof, number.Id, "", "en"), Actor.Subject, CancellationToken.None)).Value;
        string code;
        await using (var db = portal.NewDb())
        {
            code = Regex.Match(await db.Set<TextMessage>().Select(t => t.Text).SingleAsync(), "[0-9]{6}", RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
        }

        for (var i = 0; i < 5; i++)
        {
            Assert.False((await portal.Get<ProveOwnAddress>().RunAsync(new(link, proof, asked.PointId, code == "000000" ? "111111" : "000000", ProfileOf(portal)), Actor.Subject, CancellationToken.None)).Ok);
        }

        Assert.False((await portal.Get<ProveOwnAddress>().RunAsync(new(link, proof, asked.PointId, code, ProfileOf(portal)), Actor.Subject, CancellationToken.None)).Ok); // right, and too late
    }

    private static Id<ComplianceProfile> ProfileOf(TestPortal portal)
    {
        using var db = portal.NewDb();
        return db.Set<ComplianceProfile>().Single(p => p.Code == "default").Id;
    }

    private static string Proof(TestPortal portal, Id<ContactPoint> point) => portal.Get<AddressProofs>().Write(point, OwnDetails.Use, portal.Clock.Now() + AddressProofs.Life);

    private static async Task<string> CodeAsync(TestPortal portal, string to)
    {
        await using var db = portal.NewDb();
        var mail = await db.Set<Email>().Where(e => e.To == to && e.Kind == SendAddressCode.Kind).OrderByDescending(e => e.Id).FirstAsync();
        return Regex.Match(mail.Text, "^[0-9]{6}$", RegexOptions.Multiline, TimeSpan.FromSeconds(1)).Value;
    }

    private static async Task<TestPortal> OfferedAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var portal = await TestPortal.StartAsync(provider, null, ("ConsentPortal:Texts:Pickup", "texts"));
        await portal.ShowsAsync(s => s with { Details = true });
        return portal;
    }

    private static async Task<PreferenceLink> LinkAsync(TestPortal portal, string address)
    {
        var issued = await portal.Get<IssueLinks>().RunAsync(new("default", "commercial", null, Channel.Email, null, [address]), Actors.Crm, CancellationToken.None);
        Assert.True(portal.Get<PreferenceLinks>().TryRead(issued.Value.Tokens[0], out var link));
        return link;
    }
}
