using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Contacts;

/// <summary>An address as somebody typed it.</summary>
public sealed record PointEntry(Channel Channel, string Address);

/// <summary>Reads typed addresses and finds or makes their points; runs inside the write queue, so that two writers of one address meet
/// one after the other.</summary>
public sealed class ContactPoints(AddressHasher hasher, IdSource ids)
{
    public const int MaxEntries = 50;

    internal readonly record struct Parsed(ContactPointKey Key, string Typed);

    /// <summary>The usable ones, each once; problems name the entry: <c>points[1].address</c>.</summary>
    internal static List<Parsed> Parse(IReadOnlyList<PointEntry> entries, string? country, List<Problem> problems)
    {
        List<Parsed> parsed = [];
        for (var i = 0; i < entries.Count; i++)
        {
            var (channel, typed) = entries[i];
            if (!ContactPointKey.TryParse(channel, typed, out var key, country))
            {
                problems.Add(Problem.Invalid($"points[{i}].address", Mend(channel)));
            }
            else if (parsed.TrueForAll(p => p.Key != key))
            {
                parsed.Add(new(key, channel.IsPhone() && typed.Trim() is not ['+', ..] ? key.Canonical : typed));
            }
        }

        if (entries.Count > MaxEntries)
        {
            problems.Add(Problem.Invalid("points", $"At most {MaxEntries} addresses."));
        }

        return parsed;
    }

    internal async Task<ContactPoint> FindOrMakeAsync(PortalDb db, Parsed address, DateTimeOffset now, CancellationToken ct)
    {
        var hash = hasher.Of(address.Key);
        var bytes = hash.ToBytes();
        var known = await db.Set<ContactPoint>().FirstOrDefaultAsync(p => p.KeyHash == bytes && p.ErasedAt == null, ct);
        if (known is null)
        {
            known = ContactPoint.Make(ids.Next<ContactPoint>(), address.Key, address.Typed, hash, hasher.KeyId, now);
            db.Add(known);
        }

        return known;
    }

    /// <summary>Opens a link unless one is open; answers whether it did.</summary>
    internal bool Link(Contact contact, ContactPoint point, DateTimeOffset now)
    {
        if (contact.Links.Exists(l => l.IsOpen && l.PointId == point.Id))
        {
            return false;
        }

        contact.Links.Add(new() { Id = ids.Next<ContactPointLink>(), PointId = point.Id, ContactId = contact.Id, From = now });
        return true;
    }

    /// <summary>What to type instead.</summary>
    public static string Mend(Channel channel) => channel switch
    {
        Channel.Email => "This is no usable email address. Write it like ann@example.com.",
        Channel.Sms or Channel.Voice => "This is no usable number. Write it with country code, like +49 30 1234567.",
        Channel.None => "Choose a channel.",
        _ => "This address is empty or too long (at most 254 characters).",
    };
}
