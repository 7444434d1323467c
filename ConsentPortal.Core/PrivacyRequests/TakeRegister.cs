using System.Globalization;
using System.Runtime.CompilerServices;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Takes the register of a period out of the portal, with a reason; written down before the first line.</summary>
public sealed class TakeRegister(ReadRegister register, IDbContextFactory<PortalDb> databases, IdSource ids)
{
    public const int ReasonMaxLength = 500;

    public static readonly IReadOnlyList<string> Columns = ["number", "kind", "intake", "on_behalf", "profile", "received_on", "answer_by", "due_on", "extended", "state", "closed_on", "in_time", "refusal_code", "legal_hold", "assignee"];

    public sealed record Command(ReadRegister.Query Period, string Reason);

    /// <param name="Lines">Read while they are taken, in the order of <see cref="Columns"/>.</param>
    public sealed record Listing(IAsyncEnumerable<IReadOnlyList<string>> Lines);

    /// <summary>What is wrong with it, before it is taken.</summary>
    public static Problem? Refuse(Command command, Actor actor) => actor.Lacks(Permission.ReadRequests) ?? actor.Lacks(Permission.ExportPeople) ?? ReadRegister.Refuse(command.Period) ?? Text.Clean(command.Reason) switch
    {
        "" => Problem.Invalid("reason", "Say what the file is for."),
        { Length: > ReasonMaxLength } => Problem.Invalid("reason", $"At most {ReasonMaxLength} characters."),
        _ => null,
    };

    public async Task<Outcome<Listing>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (Refuse(command, actor) is { } problem)
        {
            return problem;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        db.Announce(new RegisterTaken(ids.Next().ToString(CultureInfo.InvariantCulture))
        {
            Reason = Text.Clean(command.Reason), Changes = new ChangeList().Add("from", null, Day(command.Period.From)).Add("to", null, Day(command.Period.To)).Add("profile", null, command.Period.Profile).Items,
        }, actor);
        await db.SaveChangesAsync(ct);
        return new Listing(LinesAsync(command.Period, actor, ct));
    }

    private async IAsyncEnumerable<IReadOnlyList<string>> LinesAsync(ReadRegister.Query period, Actor actor, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var l in register.AllAsync(period, actor, ct))
        {
            yield return [l.Number, Word.Of(l.Kind), Word.Of(l.Intake), Word.Of(l.OnBehalf), l.Profile, Day(l.ReceivedOn), Day(l.AnswerBy), Day(l.DueOn), Yes(l.Extended), Word.Of(l.State), Day(l.ClosedOn), l.InTime is { } good ? Yes(good) : "", l.RefusalCode, Yes(l.LegalHold), l.Assignee];
        }
    }

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static string Yes(bool value) => value ? "yes" : "no";
}

/// <summary>The register of requests left the portal.</summary>
public sealed record RegisterTaken(string Number) : PortalEvent("request_register.taken", "export", Number);
