using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>Reads the preference center behind a link. Looking changes nothing, ever: mail scanners open every link.</summary>
public sealed class ReadPreferenceCenter(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks, MatrixDecider decider, AddressHasher hasher, TimeProvider clock)
{
    /// <summary>Null only in a portal without any profile.</summary>
    public async Task<PreferenceView?> RunAsync(PreferenceLink link, CancellationToken ct)
    {
        var rules = await rulebooks.FreshAsync(ct);
        if (LinkScope.Of(rules, link) is not { } scope)
        {
            return null;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var points = await LinkPoints.OfAsync(db, link, hasher, ct);
        if (points is not [var own, ..])
        {
            return new() { Profile = scope.Profile, Center = await PreferenceCenter.OfAsync(db, scope.Profile.Id, ct) };
        }

        var contacts = await LinkPoints.ContactsAsync(db, link, ct);
        var named = contacts.Contains(link.ContactId) ? link.ContactId : default;
        var person = !named.IsNone ? named : contacts is [var only] ? only : default;
        PreferenceView view = new()
        {
            Profile = scope.Profile, MaskedAddress = own.Canonical is { } address ? ContactPointKey.Mask(own.Channel, address) : null,
            ContactLanguage = person.IsNone ? "" : await db.Set<Contact>().Where(c => c.Id == person).Select(c => c.Language).FirstOrDefaultAsync(ct) ?? "",
            Channels = [.. points.Select(p => p.Channel).Order()], Wordings = rules.Wordings, Center = await PreferenceCenter.OfAsync(db, scope.Profile.Id, ct),
        };
        view = view with { Level = view.Center.ShowLevel ? await LevelView.OfAsync(db, person, own, clock.Now(), ct) : null };
        return own.ErasedAt is null && scope.Profile.State.Active
            ? view with { OffersDetails = !person.IsNone && view.Center.ShowDetails, Purposes = await PurposesAsync(db, rules, scope, points, named, contacts.Count, ct) } : view;
    }

    /// <summary>The page as somebody would see it whose address nobody knows; for staff. Made up, and nothing is stored.</summary>
    public async Task<Outcome<PreferenceView>> SampleAsync(Id<ComplianceProfile> profileId, Actor actor, CancellationToken ct)
    {
        var rules = await rulebooks.FreshAsync(ct);
        if (actor.Lacks(Permission.ReadCompliance) is { } missing)
        {
            return missing;
        }

        if (rules.Profile(profileId) is not { } profile || !ContactPointKey.TryParse(Channel.Email, "ann@example.com", out var key))
        {
            return Problem.NotFound("There is no such profile.");
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var now = clock.Now();
        List<ContactPoint> points = [ContactPoint.Make(new(1), key, key.Canonical, hasher.Of(key), hasher.KeyId, now)]; // no stored point has this id
        LinkScope scope = new(profile, rules.PurposesOf(profile).FirstOrDefault(p => p.Type == PurposeType.Commercial), null);
        return new PreferenceView
        {
            Profile = profile, MaskedAddress = ContactPointKey.Mask(Channel.Email, key.Canonical), Channels = [Channel.Email], Wordings = rules.Wordings, Center = await PreferenceCenter.OfAsync(db, profileId, ct),
            Level = new(default, ConsentLevel.Transactional, Child: false, Asked: null, MayRaise: true), Purposes = await PurposesAsync(db, rules, scope, points, default, 0, ct),
        };
    }

    private async Task<List<PurposeChoices>> PurposesAsync(PortalDb db, Rulebook rules, LinkScope scope, List<ContactPoint> points, Id<Contact> named, int people, CancellationToken ct)
    {
        var now = clock.Now();
        var rows = await decider.DecideAsync(rules, scope.Profile, points.ConvertAll(p => new MatrixPoint(p.Id, p.Channel, p.Address, p.Canonical)), named, now, ct);
        ChoiceMaker make = new(points, await OpenQuestions.OfAsync(db, points, now, ct), await Bars.OfAsync(db, points, ct), named.IsNone && people > 1);
        List<PurposeChoices> purposes = [];
        foreach (var row in rows.Where(r => !r.IsTopic && r.Active))
        {
            var purpose = rules.Purpose(row.PurposeId)!;
            var topics = rows.Where(r => r.IsTopic && r.PurposeId == row.PurposeId).Select(r => (Row: r, Topic: rules.Topic(r.TopicId)!)).Where(t => t.Topic.Visible)
                .OrderBy(t => t.Topic.Order).Select(t => new TopicChoices(t.Topic, make.Choices(purpose, t.Topic, t.Row), scope.Topic == t.Topic));
            purposes.Add(new(purpose, make.Choices(purpose, null, row), [.. topics], scope.Purpose == purpose && scope.Topic is null));
        }

        // what the message was sent for comes first: that is why the reader is here
        return [.. purposes.OrderByDescending(p => p.Purpose == scope.Purpose).ThenBy(p => p.Purpose.Type)];
    }
}
