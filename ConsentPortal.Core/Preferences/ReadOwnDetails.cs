using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>The page of one's own details behind a preference link. Without the proof of an emailed code it says nothing about anybody.</summary>
public sealed class ReadOwnDetails(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks, AddressProofs proofs, SendText texts, TimeProvider clock)
{
    /// <param name="MaskedAddress">Where the code goes; null where the address is erased or older than the database.</param>
    /// <param name="Proved">The proof is good. <c>Person</c> is null all the same where nobody, or more than one person (<c>Several</c>), uses the address.</param>
    public sealed record View(ComplianceProfile Profile, string? MaskedAddress, bool Proved, bool Several, Person? Person)
    {
        /// <summary>The language of the one person behind the address (BCP 47), which the page speaks; empty = unknown.</summary>
        public string Language { get; init; } = "";
    }

    /// <param name="Version">Of the record, for <see cref="SaveOwnDetails"/>.</param>
    public sealed record Person(int Version, string FirstName, string LastName, string Language, IReadOnlyList<Other> Others);

    /// <summary>Another address of the same person, masked: its choices are shown only once it is proved itself.</summary>
    /// <param name="Provable">A code can be sent to it.</param>
    public sealed record Other(Id<ContactPoint> Id, Channel Channel, string Masked, bool Provable);

    /// <summary>Null where the profile does not offer this page.</summary>
    public async Task<View?> RunAsync(PreferenceLink link, string? proof, CancellationToken ct)
    {
        var rules = await rulebooks.FreshAsync(ct);
        await using var db = await databases.CreateDbContextAsync(ct);
        if (LinkScope.Of(rules, link) is not { Profile: { State.Active: true } profile } || !(await PreferenceCenter.OfAsync(db, profile.Id, ct)).Design.Has(SectionKind.ContactFields))
        {
            return null;
        }

        var own = await db.Set<ContactPoint>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == link.PointId, ct);
        var (id, people) = await OwnDetails.PersonAsync(db, link, ct);
        var person = id.IsNone ? null : await db.Set<Contact>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, ct);
        View view = new(profile, own?.Canonical is { } address ? ContactPointKey.Mask(own.Channel, address) : null, false, false, null) { Language = person?.Language ?? "" };
        return own?.Canonical is null || !OwnDetails.IsProved(proofs, link, proof, clock.Now()) ? view
            : view with { Proved = true, Several = person is null && people > 1, Person = person is null ? null : new(person.Version, person.FirstName, person.LastName, person.Language, await OthersAsync(db, person.Id, own, ct)) };
    }

    // a number is one line, whichever of its two channels is stored
    private async Task<List<Other>> OthersAsync(PortalDb db, Id<Contact> person, ContactPoint own, CancellationToken ct)
    {
        var points = await db.Set<ContactPointLink>().AsNoTracking().Where(l => l.ContactId == person && l.Until == null)
            .Join(db.Set<ContactPoint>().AsNoTracking().Where(p => p.ErasedAt == null && p.Canonical != null), l => l.PointId, p => p.Id, (l, p) => p).ToListAsync(ct);
        return [.. points.Where(p => p.Canonical != own.Canonical).OrderBy(p => p.Channel).ThenBy(p => p.Id).DistinctBy(p => p.Canonical)
            .Select(p => new Other(p.Id, p.Channel, ContactPointKey.Mask(p.Channel, p.Canonical!), p.Channel == Channel.Email || (p.Channel.IsPhone() && texts.IsReady)))];
    }
}
