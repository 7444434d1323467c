using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Core.Consent;

/// <summary>What the answer to a question means for the person behind it: their record, and for a child the question to the guardian.</summary>
public sealed class ConfirmedPerson(RequestedPeople people, ConfirmationRequests requests, AddressHasher hasher, ConsentLedger ledger)
{
    /// <summary>The record of the person who confirmed; none where nothing was said about a person.</summary>
    internal async ValueTask<Id<Contact>> WriteAsync(WriteSession session, OpenConfirmation open, CancellationToken ct)
        => open.Person is { } person ? await people.WriteAsync(session, person, open.Request.PointId, ct) : default;

    /// <summary>True when a child confirmed: the address is theirs, and now the guardian is asked. Nothing counts before that answer.</summary>
    internal async ValueTask<bool> AskGuardianAsync(WriteSession session, OpenConfirmation open, CancellationToken ct)
    {
        var request = open.Request;
        if (open.Person is not { Child: true } person || request.IsByGuardian || !ContactPointKey.TryParse(Channel.Email, person.GuardianAddress, out var key))
        {
            return false;
        }

        PointDraft guardian = new() { Key = key, Typed = person.GuardianAddress, Hash = hasher.Of(key), Channel = Channel.Email };
        await ledger.StoreAsync(session, [guardian], ct);
        await requests.AskAsync(session, new(request.PointId, open.Profile, request.Language, open.Items)
        {
            AskedPointId = guardian.Id, PersonId = request.PersonId, Life = request.ExpiresAt - request.RequestedAt, ReminderDays = request.RemindAt is { } at ? (at - request.RequestedAt).Days : null,
        }, ct);
        return true;
    }
}
