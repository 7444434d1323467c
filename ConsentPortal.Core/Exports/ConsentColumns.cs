using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Exports;

/// <summary>Consents as a file. The columns are named as an import reads them (<c>address</c>, <c>status</c> …), so that the file can be
/// loaded again; what an import does not know it passes over.</summary>
internal static class ConsentColumns
{
    public static readonly Column<ConsentLine>[] OfRecords =
    [
        new("address", (w, l) => w.Text(l.Address)), new("channel", (w, l) => w.Plain(Word.Of(l.Channel))), new("profile", (w, l) => w.Plain(l.Profile)), new("purpose", (w, l) => w.Plain(l.Purpose)),
        new("topic", (w, l) => w.Plain(l.Topic)), new("status", Status), new("state", (w, l) => w.Plain(Word.Of(l.State))), new("occurredAt", (w, l) => w.At(l.OccurredAt)),
        new("recordedAt", (w, l) => w.At(l.RecordedAt)), new("validUntil", (w, l) => w.At(l.ValidUntil)), new("pausedUntil", (w, l) => w.At(l.PausedUntil)), new("confirmedAt", (w, l) => w.At(l.ConfirmedAt)),
        new("source", (w, l) => w.Text(l.Source)), new("contact", (w, l) => w.Text(l.Contact)), new("key", (w, l) => w.Id(l.Key)), new("actorKind", (w, l) => w.Plain(Word.Of(l.ActorKind))),
        new("actorId", (w, l) => w.Text(l.ActorId)), new("action", (w, l) => w.Plain(Word.Of(l.Action))), new("reason", (w, l) => w.Text(l.Reason)), new("textVersion", (w, l) => w.Text(l.WordingVersion)),
        new("textLanguage", (w, l) => w.Text(l.WordingLanguage)), new("batch", (w, l) => w.Whole(l.ImportBatch == 0 ? null : l.ImportBatch)), new("flagged", (w, l) => w.Flag(l.Flagged)),
        new("point", (w, l) => w.Id(l.PointId)),
    ];

    /// <summary>The same, and what only an event has.</summary>
    public static readonly Column<ConsentLine>[] OfEvents =
        [.. OfRecords, new("sequence", (w, l) => w.Number(l.Sequence)), new("before", (w, l) => w.Word(l.OldStatus)), new("applied", (w, l) => w.Flag(l.Applied))];

    // the words that an import knows unasked
    private static void Status(RowWriter to, ConsentLine line)
    {
        if (line.Status is { } said)
        {
            to.Either(said == ConsentStatus.OptedIn ? "opted in" : "opted out", Word.Of(said));
        }
        else
        {
            to.Plain(null);
        }
    }
}
