using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>What happens to a request that came in: the contact it can only be about is linked, and the person is told that it arrived, what happens next and by
/// when. The same mail for people whom we know and whom we do not.</summary>
public sealed class BeginRequest(RequestCases cases, RequestLetters letters)
{
    /// <summary>At most so many acknowledgements go to one address in a day, whoever asks in its name; the others wait.</summary>
    public const int MostPerDay = 3;

    // an objection is carried out before anybody is told, and has gone on by then
    private static readonly TimeSpan Recent = TimeSpan.FromDays(2);

    internal static Task<List<Id<PrivacyRequest>>> FindAsync(PortalDb db, DateTimeOffset now, CancellationToken ct)
    {
        var (since, day) = (now - Recent, now - TimeSpan.FromDays(1));
        var told = db.Set<RequestMail>().Where(m => m.Kind == RequestMailKind.Acknowledgement && m.Queued && m.At > day);
        // those for an address that had its mails of the day are left out here: a flood in one name must not fill the round and keep others waiting
        return db.Set<PrivacyRequest>().Where(r => r.ClosedAt == null
            && ((r.State == RequestState.Received && !db.Set<RequestPath>().Any(p => p.RequestId == r.Id)) || (r.Kind == RequestKind.Object && r.CreatedAt > since && !db.Set<RequestPath>().Any(p => p.RequestId == r.Id))
                || (db.Set<RequestPath>().Any(p => p.RequestId == r.Id && p.Waits) && told.Count(m => db.Set<PrivacyRequest>().Any(x => x.Id == m.RequestId && x.KeyHash == r.KeyHash)) < MostPerDay))).OrderBy(r => r.Id).Select(r => r.Id).Take(KeepRequests.MostAtOnce).ToListAsync(ct);
    }

    internal Task<Outcome<Done>> RunAsync(Id<PrivacyRequest> id, CancellationToken ct) => cases.ChangeAsync(id, Actor.System, async open =>
    {
        var path = await open.Db.Set<RequestPath>().FirstOrDefaultAsync(p => p.RequestId == id, ct);
        if (path is null)
        {
            open.Db.Add(path = new() { RequestId = id, BegunAt = open.Now });
            await LinkAsync(open, ct);
        }
        else if (!path.Waits)
        {
            return null;
        }

        path.Waits = await ManyAsync(open, ct);
        if (!path.Waits)
        {
            await TellAsync(open, ct);
        }

        return null;
    }, ct);

    private async ValueTask TellAsync(RequestCase open, CancellationToken ct)
    {
        var queued = await letters.AddAsync(open.Db, open.Request, new(RequestMailKinds.Acknowledgement(open.Request.Kind)), ct);
        open.Stamp(RequestMailKind.Acknowledgement, 0, queued);
        if (queued && open.Request.State == RequestState.Received)
        {
            open.Move(RequestState.Acknowledged);
            open.Move(RequestState.IdentityPending); // refused where none is needed
        }
    }

    private static async Task<bool> ManyAsync(RequestCase open, CancellationToken ct)
    {
        var (hash, since) = (open.Request.KeyHash, open.Now - TimeSpan.FromDays(1));
        return await open.Db.Set<RequestMail>().CountAsync(m => m.Kind == RequestMailKind.Acknowledgement && m.Queued && m.At > since && open.Db.Set<PrivacyRequest>().Any(r => r.Id == m.RequestId && r.KeyHash == hash), ct) >= MostPerDay;
    }

    // several who share the address: the officer chooses
    private static async Task LinkAsync(RequestCase open, CancellationToken ct)
    {
        var hash = open.Request.KeyHash;
        var points = open.Db.Set<ContactPoint>().Where(p => p.KeyHash == hash && p.ErasedAt == null).Select(p => p.Id);
        var people = await open.Db.Set<Contact>().VisibleTo(Actor.System).Where(c => c.Links.Any(l => l.Until == null && points.Contains(l.PointId))).Select(c => c.Id).Take(2).ToListAsync(ct);
        if (people is [var only] && open.Request.ContactId.IsNone)
        {
            open.Request.ContactId = only;
            open.Step(RequestStepKind.Linked, RequestEvent.Linked, changes: new ChangeList().Add("contact", default, only).Items);
        }
    }
}
