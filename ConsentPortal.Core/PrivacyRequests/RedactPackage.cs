using ConsentPortal.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Takes a value, or a whole record, out of the package of a case, because it is about somebody else (GDPR art. 15(4)). The person
/// reads the reason in its place; it stays in the case.</summary>
public sealed class RedactPackage(RequestCases cases, IdSource ids)
{
    /// <param name="Field">Empty = the whole record.</param>
    /// <param name="Reason">What the person reads: without what was taken out.</param>
    public sealed record Command(Id<PrivacyRequest> Id, string Table, string Record, string Field, string Reason);

    public Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct) => cases.ChangeAsync(command.Id, actor, async open =>
    {
        var reason = Text.Clean(command.Reason);
        if (reason.Length is 0 or > PackageRedaction.ReasonMaxLength)
        {
            return Problem.Invalid("reason", $"Say why, in 1 to {PackageRedaction.ReasonMaxLength} characters: the person reads it.");
        }

        if (command is not { Table.Length: > 0 and <= PackageRedaction.TableMaxLength, Record.Length: > 0 and <= PackageRedaction.KeyMaxLength, Field.Length: <= PackageRedaction.FieldMaxLength }
            || await PackageChanges.NewestAsync(open.Db, command.Id, ct) is not { State: PackageState.Preview })
        {
            return PackageChanges.None;
        }

        if (await open.Db.Set<PackageRedaction>().AnyAsync(r => r.RequestId == command.Id && r.Table == command.Table && r.Record == command.Record && r.Field == command.Field, ct))
        {
            return Problem.Conflict("This is taken out already.");
        }

        var words = SideRow.Make(ids.Next<SideRow>(), SideRowKind.Justification, reason, open.Now);
        open.Db.Add(words);
        open.Db.Add(new PackageRedaction { Id = ids.Next<PackageRedaction>(), RequestId = command.Id, Table = command.Table, Record = command.Record, Field = command.Field, ReasonId = words.Id, MadeBy = actor.Number, At = open.Now });
        open.Db.Announce(new PackageEvent(PackageEvent.Redacted, command.Id) { Reason = reason }.With(("table", command.Table), ("record", command.Record), ("field", command.Field)), actor);
        return null;
    }, ct);
}
