using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>The receipts of one address, newest first: every save on a public page gave one. An erased address has none to show.</summary>
public sealed class FindReceipts(IDbContextFactory<PortalDb> databases, AddressHasher hasher, Rulebooks rulebooks)
{
    /// <param name="Before">Only those before this one; none = from the newest.</param>
    /// <param name="Take">At most so many; one more than a page says that there are more.</param>
    public sealed record Question(Channel Channel, string Address, Id<UndoOffer> Before, int Take);

    /// <param name="Answers">How many answers it changed.</param>
    /// <param name="TakenBackAt">The save was taken back then; null = it stands.</param>
    public sealed record Row(Id<UndoOffer> Id, DateTimeOffset SavedAt, string Profile, int Answers, DateTimeOffset? TakenBackAt);

    public async Task<Outcome<List<Row>>> RunAsync(Question question, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadConsent) is { } missing)
        {
            return missing;
        }

        if (!ContactPointKey.TryParse(question.Channel, question.Address, out var key))
        {
            return Problem.Invalid("address", $"This is no usable {Word.Of(question.Channel)} address.");
        }

        var rules = await rulebooks.FreshAsync(ct);
        var profiles = rules.Profiles.Where(actor.Sees).Select(p => p.Id).ToList();
        var hash = hasher.Of(key).ToBytes();
        await using var db = await databases.CreateDbContextAsync(ct);
        var point = await db.Set<ContactPoint>().Where(p => p.KeyHash == hash && p.ErasedAt == null).Select(p => p.Id).FirstOrDefaultAsync(ct);
        if (point.IsNone || (actor.OwnContactsOnly && await PointScope.FindAsync(db, point, default, actor, ct) is null))
        {
            return new List<Row>();
        }

        var found = db.Set<UndoOffer>().AsNoTracking().Where(o => (o.PointId == point || o.OtherPointId == point) && profiles.Contains(o.ProfileId));
        found = question.Before.IsNone ? found : found.Where(o => o.Id < question.Before);
        return (await found.OrderByDescending(o => o.Id).Take(question.Take).ToListAsync(ct))
            .ConvertAll(o => new Row(o.Id, o.SavedAt, rules.Profile(o.ProfileId)?.Code ?? "", o.Events.Count, o.UsedAt));
    }
}
