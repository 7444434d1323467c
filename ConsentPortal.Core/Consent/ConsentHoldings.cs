using System.Runtime.CompilerServices;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Core.Consent;

/// <summary>Every answer the person gave with the text they saw and its proof, where each answer stands, what suppresses their addresses, and
/// the questions that were put to them.</summary>
public sealed class ConsentHoldings(HeldRows rows, Rulebooks rulebooks) : IHoldsPersonalData
{
    public string Room => "Consent";

    public IReadOnlyList<PersonalTable> Tables { get; } =
    [
        new("consent_events", "consent-history"), new("consent_records", "consent-status"), new("suppressions", "suppressions"), new("suppression_lifts", "suppressions"),
        new("consent_requests", "consent-questions"), new("consent_request_items", "consent-questions"), new("requested_people", "form-entries"),
        new("undo_offers", "saves"), new("told_saves", "saves"), new("flagged_saves", "saves"), new("contact_merges", "merges"),
        new("message_references", "consent-history", "The sender's name of a message is handed out with the answer that came through it."),
        new("wordings", "consent-history", "A text that many people saw is handed out with each answer that was given on it."),
        new("repeated_opt_outs", "consent-history", "Marks an opt-out that is handed out itself."),
        new("address_codes", "consent-questions", "A secret of ten minutes, kept as a hash."),
    ];

    public async IAsyncEnumerable<PersonalRecord> ExportAsync(PersonalDataSubject subject, [EnumeratorCancellation] CancellationToken ct)
    {
        HeldPoints held = new(subject);
        var rules = await rulebooks.FreshAsync(ct);
        foreach (var point in held.Points)
        {
            await foreach (var record in new HeldAnswers(rows, rules, held).OfAsync(point, ct))
            {
                yield return record;
            }
        }

        await foreach (var record in new HeldQuestions(rows, rules, held).OfAsync(subject, ct))
        {
            yield return record;
        }
    }
}

/// <summary>The points and people of a subject, as this room's keys.</summary>
internal sealed class HeldPoints(PersonalDataSubject subject)
{
    private readonly HashSet<long> shared = [.. subject.SharedPoints];

    public List<Id<ContactPoint>> Points { get; } = [.. subject.ContactPoints.Select(p => new Id<ContactPoint>(p))];

    public List<Id<Contact>> People { get; } = [.. subject.Contacts.Select(c => new Id<Contact>(c))];

    /// <summary>Somebody else has it too: what names nobody there may be theirs.</summary>
    public bool IsShared(Id<ContactPoint> point) => shared.Contains(point.Value);
}
