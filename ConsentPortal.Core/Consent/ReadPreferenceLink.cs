using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>The token of a person's own preference link, for staff to hand over: it can only opt out, so nothing is written.</summary>
public sealed class ReadPreferenceLink(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks, PreferenceLinks links)
{
    public sealed record Query(Id<ContactPoint> PointId, Id<Contact> ContactId, Id<ComplianceProfile> ProfileId);

    public async Task<Outcome<string>> RunAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadConsent) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (await PointScope.FindAsync(db, query.PointId, query.ContactId, actor, ct) is null)
        {
            return PointScope.Missing;
        }

        var rules = await rulebooks.FreshAsync(ct);
        if (rules.Profile(query.ProfileId) is not { } profile || rules.PurposesOf(profile).OrderBy(p => p.Type).FirstOrDefault() is not { } purpose)
        {
            return Problem.NotFound("This profile has no purpose yet, so there is nothing to choose behind a link.");
        }

        return links.Write(new() { PointId = query.PointId, Profile = profile.Number, Purpose = purpose.Number, ContactId = query.ContactId });
    }
}
