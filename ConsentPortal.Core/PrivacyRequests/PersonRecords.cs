using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>The records that together are one person: what a copy hands out (Article 15) is what an erasure takes (Article 17).</summary>
public sealed class PersonRecords(AddressHasher hasher)
{
    /// <summary>The contact that stands, all records merged into it, the leads that became it and the records merged into those; in the order of their ids.</summary>
    internal static async Task<List<Contact>> PeopleAsync(PortalDb db, Id<Contact> contact, CancellationToken ct)
    {
        if (contact.IsNone)
        {
            return [];
        }

        var all = db.Set<Contact>().AsNoTracking();
        var standing = await all.Where(c => c.Id == contact).Select(c => c.MergedIntoId).FirstOrDefaultAsync(ct) is { IsNone: false } into ? into : contact;
        var people = await all.Where(c => c.Id == standing || c.MergedIntoId == standing || c.States.Any(s => s.Until == null && s.BecameId == standing)).ToListAsync(ct);
        var leads = people.ConvertAll(p => p.Id);
        people.AddRange(await all.Where(c => leads.Contains(c.MergedIntoId) && !leads.Contains(c.Id)).ToListAsync(ct));
        return [.. people.OrderBy(p => p.Id)];
    }

    /// <summary>These points and the same numbers on the other phone channel: who may be texted may be rung under another key.</summary>
    internal async Task<List<ContactPoint>> WithTwinsAsync(PortalDb db, IReadOnlyList<ContactPoint> points, CancellationToken ct)
    {
        var twins = points.Where(p => p.Channel.IsPhone() && p.Canonical is not null).SelectMany(p => Twins(p.Canonical!)).ToList();
        var found = twins.Count == 0 ? [] : await db.Set<ContactPoint>().AsNoTracking().Where(p => twins.Contains(p.KeyHash)).ToListAsync(ct);
        return [.. points.Concat(found).DistinctBy(p => p.Id).OrderBy(p => p.Id)];
    }

    private IEnumerable<byte[]> Twins(string number)
    {
        foreach (var channel in (Channel[])[Channel.Sms, Channel.Voice])
        {
            if (ContactPointKey.TryParse(channel, number, out var key))
            {
                yield return hasher.Of(key).ToBytes();
            }
        }
    }
}
