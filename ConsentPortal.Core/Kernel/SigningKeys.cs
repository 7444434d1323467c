using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace ConsentPortal.Core.Kernel;

/// <summary>What became of a signature.</summary>
public enum SignatureCheck
{
    Good,

    /// <summary>The key is ours, but it never signed this.</summary>
    Wrong,

    /// <summary>No key of this portal has that name.</summary>
    ForeignKey,
}

/// <summary>The public half of a key as a JSON Web Key has it (RFC 7517): coordinates of P-256, its id the thumbprint of RFC 7638.</summary>
public sealed record PublicSigningKey(string KeyId, byte[] X, byte[] Y);

/// <summary>Signs what must be provable to others without this database: receipts and seals. ECDSA on P-256 with SHA-256 (ES256) under a
/// ring of its own; the newest key signs, every old one goes on checking.</summary>
public sealed class SigningKeys(KeyRings rings)
{
    public const string Algorithm = "ES256";
    public const int KeyIdLength = 43;

    private readonly ConcurrentDictionary<byte, (string KeyId, ECParameters Parameters)> known = new();

    /// <summary>All public keys, newest first.</summary>
    public IReadOnlyList<PublicSigningKey> PublicKeys
        => [.. rings.Signing.All.Select(k => Of(k.Id, k.Key)).Select(k => new PublicSigningKey(k.KeyId, k.Parameters.Q.X!, k.Parameters.Q.Y!))];

    /// <summary>64 bytes, r and s, and the id of the key that made them.</summary>
    public (byte[] Signature, string KeyId) Sign(ReadOnlySpan<byte> data)
    {
        var (id, key) = rings.Signing.Current;
        var (keyId, parameters) = Of(id, key);
        using var signer = ECDsa.Create(parameters);
        return (signer.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation), keyId);
    }

    public SignatureCheck Check(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, string keyId)
    {
        if (Find(keyId) is not { } parameters)
        {
            return SignatureCheck.ForeignKey;
        }

        using var checker = ECDsa.Create(new ECParameters { Curve = parameters.Curve, Q = parameters.Q });
        return checker.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation) ? SignatureCheck.Good : SignatureCheck.Wrong;
    }

    private ECParameters? Find(string keyId)
    {
        var ring = rings.Signing;
        foreach (var again in new[] { false, true })
        {
            if (again)
            {
                ring.Find(0); // no key has this number: the ring looks whether another process added one
            }

            foreach (var (id, key) in ring.All)
            {
                if (Of(id, key) is var found && found.KeyId == keyId)
                {
                    return found.Parameters;
                }
            }
        }

        return null;
    }

    private (string KeyId, ECParameters Parameters) Of(byte id, byte[] key) => known.GetOrAdd(id, _ =>
    {
        var parameters = Derive(key);
        return (Thumbprint(parameters.Q), parameters);
    });

    // a ring's 256 bits are the private number itself; the one in 2^32 that P-256 does not take is hashed until it does
    private static ECParameters Derive(byte[] key)
    {
        for (var secret = key; ; secret = SHA256.HashData(secret))
        {
            try
            {
                using var made = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = secret });
                return made.ExportParameters(includePrivateParameters: true);
            }
            catch (CryptographicException) when (secret.AsSpan(0, 4).IndexOfAnyExcept((byte)0xFF) < 0 || secret.AsSpan().IndexOfAnyExcept((byte)0) < 0)
            {
                // outside the curve's order: take the next
            }
        }
    }

    private static string Thumbprint(ECPoint q)
        => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{Base64Url.EncodeToString(q.X!)}}","y":"{{Base64Url.EncodeToString(q.Y!)}}"}""")));
}
