using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Whose data a package holds: the contact that was linked to the case with all records merged into it or into leads that became it, their addresses of today and
/// of once, and the address that showed who asks. What another person has today counts as shared; what was theirs once and is another's now is left out.</summary>
public sealed class PackageSubjects(PersonRecords records)
{
    internal async Task<PersonalDataSubject> OfAsync(PortalDb db, PrivacyRequest request, CancellationToken ct)
    {
        var people = await PersonRecords.PeopleAsync(db, request.ContactId, ct);
        var ids = people.ConvertAll(p => p.Id);
        var linked = await db.Set<ContactPointLink>().AsNoTracking().Where(l => ids.Contains(l.ContactId)).Select(l => new { l.PointId, Open = l.Until == null }).ToListAsync(ct);
        var known = linked.Select(l => l.PointId).Distinct().ToList();
        var points = await records.WithTwinsAsync(db, await db.Set<ContactPoint>().AsNoTracking().Where(p => known.Contains(p.Id) || (p.KeyHash == request.KeyHash && p.ErasedAt == null)).ToListAsync(ct), ct);
        points.RemoveAll(p => p.ErasedAt is not null && !known.Contains(p.Id));
        var all = points.ConvertAll(p => p.Id);
        var others = (await db.Set<ContactPointLink>().AsNoTracking().Where(l => all.Contains(l.PointId) && l.Until == null && !ids.Contains(l.ContactId)).Select(l => l.PointId).ToListAsync(ct)).ToHashSet();
        points.RemoveAll(p => others.Contains(p.Id) && !p.KeyHash.AsSpan().SequenceEqual(request.KeyHash) && !linked.Exists(l => l.PointId == p.Id && l.Open));
        return new([.. people.Select(p => p.Id.Value)], [.. points.Select(p => p.Id.Value)])
        {
            SharedPoints = [.. points.Where(p => others.Contains(p.Id)).Select(p => p.Id.Value)],
            Addresses = [.. points.SelectMany(p => new[] { p.Address, p.Canonical }).OfType<string>().Distinct(StringComparer.Ordinal)],
            KeyHashes = [.. points.Select(p => p.KeyHash).Append(request.KeyHash).DistinctBy(Convert.ToHexString)],
            Names = [.. people.Select(p => p.Name).Where(n => n.Length > 0).Distinct(StringComparer.Ordinal)],
            Request = request.Id.Value,
        };
    }
}
