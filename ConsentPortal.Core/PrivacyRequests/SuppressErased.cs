using System.Buffers.Binary;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>The first step: what must never be forgotten about who is. A marketing suppression by keyed hash for each address, and a line in the
/// journal for each, flushed before the commit.</summary>
public sealed class SuppressErased(WriteQueue queue, SuppressionBook book)
{
    internal Task<int> RunAsync(ErasureAims aims, CancellationToken ct) => queue.RunAsync(async session =>
    {
        var contact = aims.Subject.Contacts.Count > 0 ? aims.Subject.Contacts[0] : 0;
        foreach (var key in aims.Keys)
        {
            SuppressedAddress address = new(AddressHash.From(key.Hash), key.HashKey, key.Channel, "");
            await book.AddAsync(session, new(address, SuppressionScope.Marketing, null, SuppressionReason.Erasure), Actor.System, ct);
            session.Journal.Add(Line(key.Point > 0 ? key.Point : BinaryPrimitives.ReadInt64BigEndian(key.Hash) & long.MaxValue, key.Channel, key.Hash, contact, session.Now));
        }

        if (aims.Keys.Count == 0 && contact != 0)
        {
            session.Journal.Add(Line(contact, Channel.None, [], contact, session.Now)); // a person whose every address is shared
        }

        return aims.Keys.Count;
    }, ct: ct);

    private static JournalEntry Line(long id, Channel channel, byte[] hash, long contact, DateTimeOffset now) => new()
    {
        Id = id, Kind = JournalKind.Erasure, Channel = channel, Hash = Convert.ToHexStringLower(hash), Contact = contact, Scope = SuppressionScope.Marketing, Reason = SuppressionReason.Erasure, At = now,
    };
}
