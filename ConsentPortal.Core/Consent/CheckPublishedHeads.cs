using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Are heads that were published earlier still in the chain? Finds a history that was rewritten with all its seals, which the
/// ledger alone cannot show.</summary>
public sealed class CheckPublishedHeads(IDbContextFactory<PortalDb> databases, SigningKeys keys)
{
    /// <param name="Fault">The first head that is not; null = all are.</param>
    public sealed record View(int Heads, LedgerFault? Fault);

    /// <param name="text">The file that heads were published to, or a mail with one.</param>
    public async Task<Outcome<View>> RunAsync(string text, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadAudit) is { } forbidden)
        {
            return forbidden;
        }

        var heads = PublishedHead.ReadAll(text);
        if (heads.Count == 0)
        {
            return Problem.Invalid("head", "No published head is in this file: one is a line of JSON with number, lastSequence, hash, sealedAt, signature and keyId.");
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        foreach (var head in heads.OrderBy(h => h.Number))
        {
            var seal = await db.Set<LedgerSeal>().AsNoTracking().Where(s => s.Number == head.Number).Select(s => new { s.Hash, s.LastSequence }).FirstOrDefaultAsync(ct);
            var why = Forged(head) ?? (seal is null ? "that seal is not in this ledger."
                : Convert.ToHexStringLower(seal.Hash) != head.Hash || seal.LastSequence != head.LastSequence ? "that seal is another one now: history was rewritten." : null);
            if (why is not null)
            {
                return new View(heads.Count, new(LedgerFaultKind.SealAltered, $"The head that was published of seal {head.Number} does not hold: {why}"));
            }
        }

        return new View(heads.Count, null);
    }

    // a head that we never signed proves nothing, for or against us; one of before seals were signed has none
    private string? Forged(PublishedHead head)
    {
        if (head.Signature is null || head.KeyId is null)
        {
            return null;
        }

        try
        {
            return SealSignatures.Check(keys, Convert.FromHexString(head.Hash), Convert.FromBase64String(head.Signature), head.KeyId) switch
            {
                SignatureCheck.Good => null,
                SignatureCheck.Wrong => "the file's signature is not that of its hash, so the file itself was changed.",
                _ => "the file is signed with a key that is not in this portal's signing ring.",
            };
        }
        catch (FormatException)
        {
            return "the file's hash or signature cannot be read.";
        }
    }
}
