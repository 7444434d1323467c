using System.Globalization;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Finds everything by which a person is known here: the linked contact with all records merged into it and leads that became it, every
/// address they have or had that nobody else has, and what was submitted.</summary>
public sealed class ErasureSubjects(PersonRecords records, AddressHasher hasher)
{
    internal async Task<ErasureAims> OfAsync(PortalDb db, PrivacyRequest request, CancellationToken ct)
    {
        var submitted = Submission.FromJson(await db.Set<SideRow>().Where(r => r.Id == request.SubmissionId).Select(r => r.Content).FirstOrDefaultAsync(ct));
        return await FindAsync(db, new(request.Id.Value, request.ContactId, request.KeyHash, submitted), ct);
    }

    /// <summary>As the journal knows them: after a restore there is no case any more.</summary>
    internal Task<ErasureAims> OfAsync(PortalDb db, Id<Contact> contact, byte[] hash, CancellationToken ct) => FindAsync(db, new(0, contact, hash, null), ct);

    private async Task<ErasureAims> FindAsync(PortalDb db, Known known, CancellationToken ct)
    {
        var people = await PersonRecords.PeopleAsync(db, known.Contact, ct);
        var (own, shared) = await PointsAsync(db, known, people, ct);
        var keys = own.ConvertAll(p => new ErasedKey(p.KeyHash, p.HashKey, p.Channel, p.Id.Value));
        if (known.Hash.Length > 0 && !own.Concat(shared).Any(p => p.KeyHash.AsSpan().SequenceEqual(known.Hash)))
        {
            keys.Add(new(known.Hash, hasher.KeyId, known.Submitted is { Email.Length: 0 } ? Channel.Sms : Channel.Email, 0)); // never seen here: it stays so
        }

        var (names, twice) = await NamesAsync(db, known, people, ct);
        var addresses = own.SelectMany(p => new[] { p.Address, p.Canonical }).OfType<string>().Concat(Typed(known, shared)).Distinct(StringComparer.Ordinal);
        PersonalDataSubject subject = new([.. people.Select(p => p.Id.Value)], [.. own.Select(p => p.Id.Value)])
        {
            Addresses = [.. addresses], KeyHashes = [.. keys.Select(k => k.Hash)], Names = names, Request = known.Request,
        };
        return new(subject, keys, [.. people.Select(p => p.ExternalId).OfType<string>().Where(x => !subject.Addresses.Contains(x, StringComparer.OrdinalIgnoreCase))],
            [.. people.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Id}:{p.Version}"))])
        { Warnings = [.. twice ? [ErasureWarnings.SameName] : Array.Empty<string>(), .. people.Count == 0 ? [ErasureWarnings.NoContact] : Array.Empty<string>()] };
    }

    private sealed record Known(long Request, Id<Contact> Contact, byte[] Hash, Submission? Submitted);

    // theirs now or once, and the same number on the other phone channel; what another contact has now is shared
    private async Task<(List<ContactPoint> Own, List<ContactPoint> Shared)> PointsAsync(PortalDb db, Known known, List<Contact> people, CancellationToken ct)
    {
        var ids = people.ConvertAll(p => p.Id);
        var linked = await db.Set<ContactPoint>().AsNoTracking().Where(p => db.Set<ContactPointLink>().Any(l => l.PointId == p.Id && ids.Contains(l.ContactId)) || p.KeyHash == known.Hash).ToListAsync(ct);
        var all = await records.WithTwinsAsync(db, linked, ct);
        var points = all.ConvertAll(p => p.Id);
        var others = await db.Set<ContactPointLink>().Where(l => points.Contains(l.PointId) && l.Until == null && !ids.Contains(l.ContactId)).Select(l => l.PointId).ToListAsync(ct);
        return (all.FindAll(p => !others.Contains(p.Id)), all.FindAll(p => others.Contains(p.Id)));
    }

    private static IEnumerable<string> Typed(Known known, List<ContactPoint> shared)
    {
        foreach (var (channel, typed) in ((Channel, string?)[])[(Channel.Email, known.Submitted?.Email), (Channel.Sms, known.Submitted?.Phone)])
        {
            if (ContactPointKey.TryParse(channel, typed, out var key) && !shared.Exists(p => p.Canonical == key.Canonical))
            {
                yield return typed!;
                yield return key.Canonical;
            }
        }
    }

    // a name that somebody else has too is not looked for: their texts would go with it
    private static async Task<(IReadOnlyList<string> Names, bool Twice)> NamesAsync(PortalDb db, Known known, List<Contact> people, CancellationToken ct)
    {
        var (ids, names, twice) = (people.ConvertAll(p => p.Id), new List<string>(), false);
        var full = people.Select(p => (First: p.FirstName, Last: p.LastName)).Append((First: known.Submitted?.FirstName ?? "", Last: known.Submitted?.LastName ?? ""));
        foreach (var (first, last) in full.Where(n => n.First.Length > 0 && n.Last.Length > 0).Distinct())
        {
            var fold = SearchText.Fold($"{last} {first}");
            if (await db.Set<Contact>().AnyAsync(c => !ids.Contains(c.Id) && c.SearchText.StartsWith(fold), ct))
            {
                twice = true;
            }
            else
            {
                names.AddRange([$"{first} {last}", $"{last}, {first}", $"{last} {first}"]);
            }
        }

        return (names, twice);
    }
}
