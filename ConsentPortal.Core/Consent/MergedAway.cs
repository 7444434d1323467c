using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Old links, open questions and programs may name a contact that was merged into another one: what they say is about that one.
/// Looked up only where consent hangs on the contact; elsewhere the name decides nothing. What is put back or settled names its record itself.</summary>
internal static class MergedAway
{
    public static async ValueTask<IReadOnlyList<ConsentProposal>> ResolveAsync(WriteSession session, IReadOnlyList<ConsentProposal> proposals, CancellationToken ct)
    {
        HashSet<Id<Contact>>? named = null;
        foreach (var proposal in proposals)
        {
            if (!proposal.ContactId.IsNone && !Names(proposal) && proposal.Purpose.State.OptOutScope == OptOutScope.Contact)
            {
                (named ??= []).Add(proposal.ContactId);
            }
        }

        if (named is null)
        {
            return proposals;
        }

        var db = await session.DbAsync(ct);
        var into = await db.Set<Contact>().AsNoTracking().Where(c => named.Contains(c.Id) && c.MergedIntoId != default).ToDictionaryAsync(c => c.Id, c => c.MergedIntoId, ct);
        return into.Count == 0 ? proposals
            : [.. proposals.Select(p => !Names(p) && into.TryGetValue(p.ContactId, out var survivor) ? p with { ContactId = survivor } : p)];
    }

    private static bool Names(ConsentProposal proposal) => proposal.Settles || proposal.RestoresOf is not null;
}
