using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>How far an objection reaches: which purposes, and which addresses.</summary>
internal static class ObjectionScope
{
    /// <summary>The purpose that was named; else every one that is not transactional: advertising, tracking, sale, profiling. Also what is
    /// switched off today. A name that is not known any more stands for all, so an objection never stops nothing.</summary>
    public static IReadOnlyList<Purpose> Purposes(Rulebook rules, ComplianceProfile profile, string code)
        => Named(rules, profile, code) is { } one ? [one] : [.. rules.PurposesOf(profile).Where(p => p.Type != PurposeType.Transactional)];

    /// <summary>Null where the profile does not use it, or where it is for service messages only: those rest on no consent to object to.</summary>
    public static Purpose? Named(Rulebook rules, ComplianceProfile profile, string code)
        => code.Length > 0 && rules.Purpose(code) is { Type: not PurposeType.Transactional } one && rules.Uses(profile, one) ? one : null;

    /// <summary>The addresses that were submitted: a number on both of its channels. Empty once the submission is erased.</summary>
    public static IEnumerable<(ContactPointKey Key, string Typed)> Submitted(Submission? said)
    {
        foreach (var (channel, typed) in ((Channel, string)[])[(Channel.Email, said?.Email ?? ""), (Channel.Sms, said?.Phone ?? ""), (Channel.Voice, said?.Phone ?? "")])
        {
            if (typed.Length > 0 && ContactPointKey.TryParse(channel, typed, out var key))
            {
                yield return (key, typed);
            }
        }
    }

    /// <summary>Whose other addresses it goes on to: the linked contact, else the only one who has the address, else the only one of them
    /// with this last name. None = nobody can say.</summary>
    public static async Task<Id<Contact>> WhoseAsync(PortalDb db, PrivacyRequest request, Submission? said, CancellationToken ct)
    {
        if (!request.ContactId.IsNone)
        {
            return await ContactAliases.StandingAsync(db, request.ContactId, ct);
        }

        var people = await PeopleAsync(db, request, ct);
        var named = people.FindAll(p => said is { LastName.Length: > 0 } && p.LastName.Equals(said.LastName, StringComparison.OrdinalIgnoreCase));
        return people is [var only] ? only.Id : named is [var same] ? same.Id : default;
    }

    /// <summary>Nobody we know has the address, or it is clear who is meant: no further address may be missing.</summary>
    public static async Task<bool> IsClearAsync(PortalDb db, PrivacyRequest request, Submission? said, CancellationToken ct)
        => !(await WhoseAsync(db, request, said, ct)).IsNone || (await PeopleAsync(db, request, ct)).Count == 0;

    private static async Task<List<Whose>> PeopleAsync(PortalDb db, PrivacyRequest request, CancellationToken ct)
    {
        var points = db.Set<ContactPoint>().Where(p => p.KeyHash == request.KeyHash && p.ErasedAt == null).Select(p => p.Id);
        return await db.Set<Contact>().AsNoTracking().Where(c => c.Links.Any(l => l.Until == null && points.Contains(l.PointId))).Select(c => new Whose(c.Id, c.LastName)).Take(20).ToListAsync(ct);
    }

    private sealed record Whose(Id<Contact> Id, string LastName);

    /// <summary>The addresses that this person uses now.</summary>
    public static async Task<List<ContactPoint>> PointsOfAsync(PortalDb db, Id<Contact> contact, CancellationToken ct)
    {
        var points = db.Set<ContactPointLink>().Where(l => l.ContactId == contact && l.Until == null).Select(l => l.PointId);
        return contact.IsNone ? [] : await db.Set<ContactPoint>().AsNoTracking().Where(p => points.Contains(p.Id) && p.ErasedAt == null).OrderBy(p => p.Id).ToListAsync(ct);
    }
}
