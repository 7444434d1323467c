using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Sends the question that a pending opt-in by staff waits for, in the person's language, in the transaction that wrote it.</summary>
public sealed class StaffConfirmation(ConfirmationRequests requests)
{
    internal async ValueTask<AskOutcome> AskAsync(WriteSession session, Id<ContactPoint> point, Id<Contact> contact, ComplianceProfile profile, IReadOnlyList<AskedItem> items, CancellationToken ct)
    {
        var db = await session.DbAsync(ct);
        var language = contact.IsNone ? null : Text.CleanOrNull(await db.Set<Contact>().Where(c => c.Id == contact).Select(c => c.Language).FirstOrDefaultAsync(ct));
        return await requests.AskAsync(session, new(point, profile, language ?? profile.DefaultLanguage, items), ct);
    }
}
