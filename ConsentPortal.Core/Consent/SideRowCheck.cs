using System.Security.Cryptography;
using System.Text;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>Opens the side rows that events, wordings and audit entries point to, a few hundred at a time: each must hash to what its
/// owner keeps, or an erasure entry must account for its absence. What many share is opened once.</summary>
internal sealed class SideRowCheck(ILedgerReader reader, LedgerTally tally)
{
    private const int ReadTogether = 500, Remembered = 50_000;
    private readonly Dictionary<Id<SideRow>, Seen> known = [];
    private readonly List<Reference> waiting = [];

    /// <param name="Sha">SHA-256 of the plain text, where the owner keeps that too.</param>
    private readonly record struct Reference(Id<SideRow> Id, byte[]? Hash, SideRowKind Kind, byte[]? Sha, string Owner);

    private readonly record struct Seen(string? Kind, byte[]? Hash, byte[]? Sha, bool Erased);

    public void Add(ConsentEvent happened)
    {
        if (happened.JustificationId.IsNone && happened.WordingId.IsNone && happened.OriginId.IsNone)
        {
            return;
        }

        var owner = $"event {happened.Id} (number {happened.Sequence})";
        Add(happened.JustificationId, happened.JustificationHash, SideRowKind.Justification, owner);
        Add(happened.WordingId, happened.WordingHash, SideRowKind.Wording, owner, happened.WordingSha256);
        Add(happened.OriginId, happened.OriginHash, SideRowKind.Origin, owner);
    }

    public void Add(Id<SideRow> id, byte[]? hash, SideRowKind kind, string owner, byte[]? sha = null)
    {
        if (!id.IsNone)
        {
            waiting.Add(new(id, hash, kind, sha, owner));
        }
    }

    /// <summary>Checks all that were added since.</summary>
    public async ValueTask<LedgerFault?> FlushAsync(CancellationToken ct)
    {
        if (known.Count > Remembered)
        {
            known.Clear();
        }

        foreach (var chunk in waiting.Select(w => w.Id).Where(id => !known.ContainsKey(id)).Distinct().Chunk(ReadTogether).ToList())
        {
            foreach (var row in await reader.SideRowsAsync(chunk, ct))
            {
                known[row.Id] = See(row);
                tally.SideRows++;
            }
        }

        var fault = waiting.Select(w => Wrong(w, known[w.Id])).FirstOrDefault(f => f is not null);
        waiting.Clear();
        return fault;
    }

    private static Seen See(ReadSideRow row) => row is { Salt: { } salt, Content: { } content }
        ? new(row.Kind, SideRow.Hash(salt, content), row.Kind == Word.Of(SideRowKind.Wording) ? SHA256.HashData(Encoding.UTF8.GetBytes(content)) : null, row.Erased)
        : new(row.Kind, null, null, row.Erased);

    private static LedgerFault? Wrong(Reference reference, Seen seen)
    {
        var name = $"Side row {reference.Id} ({Word.Of(reference.Kind)}) of {reference.Owner}";
        if (seen.Hash is null)
        {
            return seen.Erased ? null : new(LedgerFaultKind.SideRowMissing, $"{name} is {(seen.Kind is null ? "missing" : "empty")}, and no erasure entry says why.");
        }

        return !seen.Hash.AsSpan().SequenceEqual(reference.Hash) ? new(LedgerFaultKind.SideRowAltered, $"{name} was altered: its salted hash is another.")
            : seen.Kind != Word.Of(reference.Kind) ? new(LedgerFaultKind.SideRowAltered, $"{name} was altered: it calls itself {seen.Kind}.")
            : reference.Sha is { } sha && !sha.AsSpan().SequenceEqual(seen.Sha) ? new(LedgerFaultKind.SideRowAltered, $"{name} is not the text whose SHA-256 its owner keeps.") : null;
    }
}
