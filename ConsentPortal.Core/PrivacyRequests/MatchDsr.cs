using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Looks up whom a hash or a customer number means, after the controller was answered. One person is linked to the case, for the officer to check;
/// of several the timeline says who they are; nobody outside learns of it.</summary>
public sealed class MatchDsr(RequestCases cases, IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    private const int MostNamed = 20, AtOnce = 20;

    public sealed record Command;

    /// <summary>Answers how many requests were looked up.</summary>
    public async Task<Outcome<int>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.All) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var waiting = await db.Set<DsrRequest>().AsNoTracking().Where(d => d.MatchedAt == null).OrderBy(d => d.Id).Take(AtOnce).ToListAsync(ct);
        foreach (var dsr in waiting)
        {
            var found = await FindAsync(db, dsr, ct);
            await cases.ChangeAsync(dsr.RequestId, actor, async open =>
            {
                (await open.Db.Set<DsrRequest>().SingleAsync(d => d.Id == dsr.Id, ct)).MatchedAt = clock.Now();
                Note(open, found);
                return null;
            }, ct);
        }

        return waiting.Count;
    }

    private static void Note(RequestCase open, List<Id<Contact>> found)
    {
        if (!open.Request.IsOpen || !open.Request.ContactId.IsNone || found.Count == 0)
        {
            return;
        }

        if (found is [var one])
        {
            var changes = new ChangeList().Add("contact", open.Request.ContactId, one);
            open.Request.ContactId = one;
            open.Step(RequestStepKind.Linked, RequestEvent.Linked, changes: changes.Items);
            return;
        }

        open.Step(RequestStepKind.Commented, RequestEvent.Commented, $"Several contacts match what the controller sent: {string.Join(", ", found.Take(MostNamed))}.");
    }

    private static async Task<List<Id<Contact>>> FindAsync(PortalDb db, DsrRequest dsr, CancellationToken ct)
    {
        var row = await db.Set<PrivacyRequest>().AsNoTracking().Where(r => r.Id == dsr.RequestId).Select(r => r.SubmissionId).SingleAsync(ct);
        var content = await db.Set<SideRow>().AsNoTracking().Where(r => r.Id == row).Select(r => r.Content).FirstOrDefaultAsync(ct);
        if (Submission.FromJson(content) is not { } submission)
        {
            return []; // erased meanwhile
        }

        var people = new HashSet<Id<Contact>>();
        var customers = DsrIdentities.HashesOf(submission, DsrIdentities.Customer);
        var numbers = submission.Fields.Where(f => f.Key.StartsWith($"{DsrIdentities.Customer} {DsrIdentities.Raw}", StringComparison.Ordinal)).Select(f => f.Value).ToList();
        people.UnionWith((await ContactAliases.ByExternalIdsAsync(db, numbers, ct)).Values);
        if (customers.Any(g => g.Key != DsrIdentities.Raw))
        {
            await foreach (var contact in db.Set<Contact>().AsNoTracking().Where(c => c.ExternalId != null).Select(c => new { c.Id, c.ExternalId }).AsAsyncEnumerable().WithCancellation(ct))
            {
                people.UnionWith(Means(customers, contact.ExternalId!) ? [contact.Id] : []);
            }
        }

        people.UnionWith(await ByEmailAsync(db, DsrIdentities.HashesOf(submission, DsrIdentities.Email), ct));
        return [.. people.Order()];
    }

    private static async Task<IReadOnlyList<Id<Contact>>> ByEmailAsync(PortalDb db, ILookup<string, string> hashes, CancellationToken ct)
    {
        if (hashes.All(g => g.Key == DsrIdentities.Raw))
        {
            return []; // who has an address that stands in clear is offered to the officer as with any request
        }

        List<Id<ContactPoint>> points = [];
        await foreach (var point in db.Set<ContactPoint>().AsNoTracking().Where(p => p.Channel == Channel.Email && p.ErasedAt == null).Select(p => new { p.Id, p.Canonical, p.Address }).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (Means(hashes, point.Canonical!) || (point.Address != point.Canonical && Means(hashes, point.Address!)))
            {
                points.Add(point.Id);
            }
        }

        return points.Count == 0 ? [] : await db.Set<Contact>().AsNoTracking().Where(c => c.Links.Any(l => l.Until == null && points.Contains(l.PointId))).Select(c => c.Id).ToListAsync(ct);
    }

    private static bool Means(ILookup<string, string> hashes, string text) => hashes.Any(g => g.Key != DsrIdentities.Raw && g.Contains(DsrIdentities.Hash(g.Key, text)));
}
