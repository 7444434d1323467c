using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Says which contact a case is about. Who has the address is offered by <see cref="ReadRequest"/>; the officer decides.</summary>
public sealed class LinkRequest(RequestCases cases)
{
    /// <param name="ContactId">None = nobody whom we know.</param>
    public sealed record Command(Id<PrivacyRequest> Id, Id<Contact> ContactId);

    public Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct) => cases.ChangeAsync(command.Id, actor, open => DecideAsync(open, command, ct), ct);

    private static async ValueTask<Problem?> DecideAsync(RequestCase open, Command command, CancellationToken ct)
    {
        if (open.RefuseClosed() is { } closed)
        {
            return closed;
        }

        if (!command.ContactId.IsNone && !await open.Db.Set<Contact>().VisibleTo(open.Actor).AnyAsync(c => c.Id == command.ContactId, ct))
        {
            return Problem.Invalid("contact", "There is no such contact.");
        }

        var changes = new ChangeList().Add("contact", open.Request.ContactId, command.ContactId);
        if (changes.Any)
        {
            open.Request.ContactId = command.ContactId;
            open.Step(RequestStepKind.Linked, RequestEvent.Linked, changes: changes.Items);
        }

        return null;
    }
}
