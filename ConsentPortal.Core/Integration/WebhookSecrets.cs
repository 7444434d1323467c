using System.Security.Cryptography;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Integration;

/// <summary>The secrets that sign bodies: 256 random bits, written <c>whsec_</c> + base64 as Standard Webhooks has them, stored sealed.</summary>
public sealed class WebhookSecrets(KeyRings rings)
{
    private const string Prefix = "whsec_", Use = "webhook";
    private const int Length = 32;
    private readonly SealedSecrets seals = new(rings);

    internal (string Shown, byte[] Sealed) New(Id<Webhook> owner)
    {
        var secret = RandomNumberGenerator.GetBytes(Length);
        return (Prefix + Convert.ToBase64String(secret), seals.Seal(Use, owner.Value, secret));
    }

    /// <summary>The secrets that sign now, the newest first; empty where the ring of keys is another.</summary>
    internal IReadOnlyList<byte[]> Of(Webhook webhook, DateTimeOffset now)
    {
        List<byte[]> found = [];
        foreach (var bytes in new[] { webhook.Secret, webhook.OldSecretUntil > now ? webhook.OldSecret : null })
        {
            if (bytes is { Length: > 0 } && seals.Open(Use, webhook.Id.Value, bytes) is { } secret)
            {
                found.Add(secret);
            }
        }

        return found;
    }
}
