using System.Globalization;
using System.Runtime.CompilerServices;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Core.Consent;

/// <summary>Which list.</summary>
public enum ConsentList
{
    Records,
    Events,
}

/// <summary>Somebody took a list of consents out of the portal: begun, then ended with how many rows had left by then.</summary>
public sealed record ConsentsExported : PortalEvent
{
    public const string Begun = "consents.export_begun", Ended = "consents.exported";

    internal ConsentsExported(string kind, string number, ExportConsents.Command command)
        : base(kind, "consentExport", number)
    {
        Changes = [new("list", null, Word.Of(command.List)), new("filter", null, command.Described)];
        Reason = command.Reason;
    }
}

/// <summary>Takes all that a filter lets through out of the portal, as a stream: read in slices of the key, so that a million rows need
/// little memory and hold no long transaction. Written down before the first row, and again at the end with how many there were.</summary>
public sealed class ExportConsents(ListReads reads, IdSource ids)
{
    public const int ReasonMaxLength = 500;

    /// <param name="Described">The filter as the trail shows it: codes, never an address.</param>
    public sealed record Command(ConsentList List, ConsentFilter Filter, string Described, string Reason);

    /// <summary>The lines are read while they are taken; whoever stops taking them ends the export.</summary>
    public sealed record Listing(IAsyncEnumerable<ConsentLine> Lines);

    public async Task<Outcome<Listing>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (Refuse(command, actor) is { } problem)
        {
            return problem;
        }

        var number = ids.Next().ToString(CultureInfo.InvariantCulture);
        await using var db = await reads.OpenAsync(ct);
        db.Announce(new ConsentsExported(ConsentsExported.Begun, number, command), actor);
        await db.SaveChangesAsync(ct);
        return new Listing(ReadAsync(command with { Reason = Text.Clean(command.Reason) }, number, actor, ct));
    }

    /// <summary>What is wrong with it, before anything is read; null = nothing.</summary>
    public static Problem? Refuse(Command command, Actor actor)
        => actor.Lacks(command.List == ConsentList.Events ? Permission.ReadAudit : Permission.ReadConsent) ?? actor.Lacks(Permission.ExportPeople) ?? Text.Clean(command.Reason) switch
        {
            "" => Problem.Invalid("reason", "Say what the file is for: it leaves the portal with addresses."),
            { Length: > ReasonMaxLength } => Problem.Invalid("reason", $"At most {ReasonMaxLength} characters."),
            _ => null,
        };

    private async IAsyncEnumerable<ConsentLine> ReadAsync(Command command, string number, Actor actor, [EnumeratorCancellation] CancellationToken ct)
    {
        var (count, whole) = (0L, false);
        ExportSlices slices = new(reads, command, actor, await reads.RulesAsync(ct));
        try
        {
            while (!slices.Done)
            {
                foreach (var line in await slices.NextAsync(ct))
                {
                    count++; // before it leaves: one too many is written down rather than one too few
                    yield return line;
                }
            }

            whole = true;
        }
        finally
        {
            await TellAsync(command, number, count, whole, actor);
        }
    }

    // also when the reader went away: so not by their token
    private async Task TellAsync(Command command, string number, long count, bool whole, Actor actor)
    {
        await using var db = await reads.OpenAsync(CancellationToken.None);
        ConsentsExported ended = new(ConsentsExported.Ended, number, command);
        db.Announce(ended with { Changes = [.. ended.Changes, new("rows", null, count.ToString(CultureInfo.InvariantCulture)), new("whole", null, whole.ToString())] }, actor);
        await db.SaveChangesAsync(CancellationToken.None);
    }
}
