using System.Text;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>Signs seals, and walks through their signatures in order. Seals older than the first signed one have none; after it, a missing
/// one is a fault. Who rewrites the chain without our key can no longer make it look sound.</summary>
internal sealed class SealSignatures(SigningKeys keys)
{
    // what is signed is a seal and cannot be taken for a receipt
    private static readonly byte[] Prefix = Encoding.ASCII.GetBytes("consentportal-seal\0");
    private long signed;

    public static (byte[] Signature, string KeyId) Sign(SigningKeys keys, byte[] hash) => keys.Sign([.. Prefix, .. hash]);

    public static SignatureCheck Check(SigningKeys keys, byte[] hash, byte[] signature, string keyId) => keys.Check([.. Prefix, .. hash], signature, keyId);

    /// <summary>The next seal of the chain; null when its signature holds.</summary>
    public LedgerFault? Next(LedgerSeal seal)
    {
        var why = Wrong(seal);
        signed = seal.Signature is null ? signed : seal.Number;
        return why is null ? null : new(LedgerFaultKind.SealAltered, $"Seal {seal.Number} (events {seal.FirstSequence} to {seal.LastSequence}) was altered: {why}");
    }

    private string? Wrong(LedgerSeal seal) => seal switch
    {
        { Signature: null, KeyId.Length: > 0 } => "its signature is missing.",
        { Signature: null } => signed > 0 ? $"its signature is missing, though seal {signed} is signed." : null,
        _ => Check(keys, seal.Hash, seal.Signature, seal.KeyId) switch
        {
            SignatureCheck.Good => null,
            SignatureCheck.Wrong => "its signature is not that of its hash.",
            _ => "it is signed with a key that is not in this portal's signing ring.",
        },
    };
}
