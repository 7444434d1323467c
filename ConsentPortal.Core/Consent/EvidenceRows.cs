using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Core.Consent;

/// <summary>The side rows of one event.</summary>
internal readonly record struct SideRefs(SideRef Justification, SideRef Wording, SideRef Origin, byte[]? WordingSha256);

/// <summary>Makes the side rows of a batch: one a justification, one a request's origin, one a wording for ever.</summary>
internal sealed class EvidenceRows(WriteSession session, LedgerBatch batch, IdSource ids)
{
    private readonly Dictionary<string, SideRef> origins = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Wording> wordings = new(StringComparer.Ordinal);

    public async ValueTask<SideRefs> OfAsync(ConsentProposal proposal, CancellationToken ct)
    {
        var (justification, origin) = (proposal.Evidence.Justification, Origin(proposal.Evidence));
        var wording = proposal.Evidence.Wording is { Length: > 0 } text ? await WordingAsync(text, ct) : null;
        return new(
            string.IsNullOrEmpty(justification) ? default : Add(SideRowKind.Justification, justification),
            wording is null ? default : new(wording.SideRowId, wording.SideRowHash),
            origin is null ? proposal.SharedOrigin : Shared(origin),
            wording?.Sha256);
    }

    /// <summary>True when the standing opt-in carries the same wording and evidence: then nothing new was said.</summary>
    public async ValueTask<bool> IsSameAsync(ConsentProposal proposal, ConsentRecord own, CancellationToken ct)
    {
        var (brings, origin) = (proposal.Evidence, Origin(proposal.Evidence));
        if (brings.Wording is null && brings.Justification is null && origin is null && proposal.ConfirmedAt is null && proposal.PausedUntil is null)
        {
            return true;
        }

        if (await session.Ledger.FindEventAsync(own.PointId, own.EventId, ct) is not { } standing)
        {
            return batch.Events.Find(e => e.Id == own.EventId) is { } made && proposal.ConfirmedAt == made.ConfirmedAt && Sha(brings.Wording).SequenceEqual(made.WordingSha256 ?? []);
        }

        return proposal.ConfirmedAt == standing.ConfirmedAt && (proposal.PausedUntil ?? own.PausedUntil) == own.PausedUntil
            && Sha(brings.Wording).SequenceEqual(standing.WordingSha256 ?? []) && (brings.WordingVersion ?? "") == standing.WordingVersion
            && (brings.Language ?? "") == standing.WordingLanguage
            && await HoldsAsync(standing.JustificationId, brings.Justification, ct) && await HoldsAsync(standing.OriginId, origin, ct);
    }

    /// <summary>Ip and browser as the side row keeps them; null when there are none.</summary>
    public static string? Origin(ConsentEvidence evidence)
        => evidence.Ip is null && evidence.UserAgent is null ? null : JsonSerializer.Serialize(new { ip = evidence.Ip, userAgent = evidence.UserAgent });

    private async ValueTask<bool> HoldsAsync(Id<SideRow> id, string? content, CancellationToken ct)
        => content is null || (!id.IsNone && (await session.Ledger.FindSideRowAsync(id, ct))?.Content == content);

    private async ValueTask<Wording> WordingAsync(string text, CancellationToken ct)
    {
        if (wordings.TryGetValue(text, out var known))
        {
            return known;
        }

        var sha = Sha(text);
        var wording = await session.Ledger.FindWordingAsync(sha, ct);
        if (wording is null)
        {
            var row = Add(SideRowKind.Wording, text);
            wording = new() { Sha256 = sha, SideRowId = row.Id, SideRowHash = row.Hash!, FirstUsedAt = session.Now };
            batch.Wordings.Add(wording);
        }

        return wordings[text] = wording;
    }

    private SideRef Shared(string origin)
    {
        if (!origins.TryGetValue(origin, out var row))
        {
            origins[origin] = row = Add(SideRowKind.Origin, origin);
        }

        return row;
    }

    private SideRef Add(SideRowKind kind, string content)
    {
        var row = SideRow.Make(ids.Next<SideRow>(), kind, content, session.Now);
        batch.SideRows.Add(row);
        return SideRef.To(row);
    }

    private static byte[] Sha(string? text) => string.IsNullOrEmpty(text) ? [] : SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
