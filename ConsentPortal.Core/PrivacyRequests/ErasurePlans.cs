using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Asks every room what an erasure would do there, and puts the answers together.</summary>
public sealed class ErasurePlans(IEnumerable<IErasesPersonalData> rooms, ErasureSubjects subjects, RetentionBook book, TimeProvider clock)
{
    /// <summary>The rooms in the order in which they erase: notes after those who know whose they are, the case last of all.</summary>
    internal IReadOnlyList<IErasesPersonalData> Rooms { get; } = [.. rooms.OrderBy(r => r.Room switch { "Notes" => 1, PrivacyRequestsErasure.Name => 2, _ => 0 })];

    /// <summary>Where a row of a person may have lain.</summary>
    internal IReadOnlyList<string> Tables => [.. Rooms.SelectMany(r => r.Tables).Distinct(StringComparer.Ordinal)];

    internal sealed record Made(ErasurePlan Plan, ErasureAims Aims)
    {
        public string Hash => Plan.HashWith(Aims);
    }

    internal async Task<Made> MakeAsync(PortalDb db, PrivacyRequest request, CancellationToken ct)
    {
        var aims = await subjects.OfAsync(db, request, ct);
        var rules = await RetentionBook.RulesAsync(db, ct);
        List<PlannedRoom> planned = [];
        foreach (var room in Rooms)
        {
            planned.Add(new(room.Room, [.. (await room.PlanAsync(aims.Subject, ct)).Select(l => Earlier(l, rules))]));
        }

        List<string> warnings = [.. aims.Warnings];
        if (await Others(db, request, aims.Subject).AnyAsync(r => r.ClosedAt == null, ct))
        {
            warnings.Add(ErasureWarnings.OtherRequests);
        }

        if (await IsHeldAsync(db, request, aims.Subject, ct))
        {
            warnings.Add(ErasureWarnings.LegalHold);
        }

        return new(new(planned, warnings), aims);
    }

    // an administrator may have it kept for less than the room would
    private ErasureLine Earlier(ErasureLine line, IReadOnlyDictionary<string, int> rules)
        => book.Find(line.Retention) is { } kind && rules.ContainsKey(kind.Code) && DateOnly.FromDateTime(clock.Now().UtcDateTime).AddDays(RetentionBook.Days(kind, rules)) is var day && day < line.Until ? line with { Until = day } : line;

    /// <summary>Whether a legal hold lies on this case or on another of the person. It does not end with its case: somebody releases it.</summary>
    internal static async Task<bool> IsHeldAsync(PortalDb db, PrivacyRequest request, PersonalDataSubject subject, CancellationToken ct)
        => request.LegalHold || await Others(db, request, subject).AnyAsync(r => r.LegalHold, ct);

    private static IQueryable<PrivacyRequest> Others(PortalDb db, PrivacyRequest request, PersonalDataSubject subject)
    {
        var (hashes, people) = (subject.KeyHashes.Append(request.KeyHash).ToList(), subject.Contacts.Select(c => new Id<Contacts.Contact>(c)).ToList());
        return db.Set<PrivacyRequest>().AsNoTracking().Where(r => r.Id != request.Id && (hashes.Contains(r.KeyHash) || people.Contains(r.ContactId)));
    }
}
