using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>The addresses and the person of a sign-up form.</summary>
public sealed class SubscriptionPoints(AddressHasher hasher, IdSource ids)
{
    /// <summary>Null where it is empty, unusable, or suppressed altogether.</summary>
    internal async ValueTask<PointDraft?> OpenAsync(PortalDb db, Channel channel, string typed, CancellationToken ct)
    {
        if (!ContactPointKey.TryParse(channel, typed, out var key))
        {
            return null;
        }

        var hash = hasher.Of(key);
        var bytes = hash.ToBytes();
        return await db.Set<Suppression>().AnyAsync(s => s.KeyHash == bytes && s.Scope == SuppressionScope.Address && s.Until == null, ct) ? null
            : new() { Key = key, Typed = channel.IsPhone() ? key.Canonical : typed, Hash = hash, Channel = channel };
    }

    internal RequestedPerson Person(Subscription form, DateTimeOffset now) => new()
    {
        Id = ids.Next<RequestedPerson>(), FirstName = form.FirstName, LastName = form.LastName, Language = form.Language, Child = form.Child,
        GuardianName = form.GuardianName, GuardianAddress = form.GuardianEmail, CreatedAt = now,
    };

    /// <summary>A child who reads mail in the guardian's mailbox: the one answer is the guardian's.</summary>
    internal static bool IsOwnGuardian(Subscription form) => form.Child && ContactPointKey.TryParse(Channel.Email, form.Email, out var own)
        && ContactPointKey.TryParse(Channel.Email, form.GuardianEmail, out var guardian) && own == guardian;
}
