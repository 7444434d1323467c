using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>One case: what was submitted in full, who may be meant, its clock, and everything that happened in it.</summary>
public sealed class ReadRequest(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks, TimeProvider clock)
{
    /// <param name="Submission">Null once it was erased.</param>
    /// <param name="Next">The states that may follow, in the order of the way.</param>
    public sealed record View(PrivacyRequest Request, string Profile, Submission? Submission, IReadOnlyList<Candidate> Candidates, IReadOnlyList<Line> Timeline, IReadOnlyList<ClockPause> Pauses, IReadOnlyList<RequestState> Next)
    {
        public string ProfileName { get; init; } = "";

        /// <summary>What the own fields that the submission names are called, by their code.</summary>
        public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
    }

    /// <summary>A contact who has the address that was submitted.</summary>
    /// <param name="SameName">The last name is the one that was submitted.</param>
    public sealed record Candidate(Id<Contact> Id, string Name, bool SameName)
    {
        public ContactKind Kind { get; init; }

        public string JobTitle { get; init; } = "";

        public string Account { get; init; } = "";

        public string Language { get; init; } = "";

        public string ExternalId { get; init; } = "";

        public ConsentLevel Level { get; init; }

        public bool Child { get; init; }

        /// <summary>An address of theirs may only be stored.</summary>
        public bool Restricted { get; init; }

        public IReadOnlyList<Address> Addresses { get; init; } = [];

        /// <summary>Their own fields with a value; the sensitive ones masked: they are shown, and the read written down, on the contact's page.</summary>
        public IReadOnlyList<OwnField> Own { get; init; } = [];

        /// <summary>What was said about their addresses under the profile of the case; none where the asker may not read consent.</summary>
        public IReadOnlyList<Answer> Consents { get; init; } = [];

        /// <summary>How many other cases are linked to them.</summary>
        public int OtherRequests { get; init; }
    }

    public sealed record Address(Channel Channel, string Value);

    /// <summary>An answer as it stands now.</summary>
    /// <param name="Topic">Null = the purpose itself.</param>
    public sealed record Answer(Channel Channel, LocalText Purpose, LocalText? Topic, ConsentStatus Status, DateTimeOffset Since);

    /// <param name="Note">What a person wrote; null = nothing, or erased.</param>
    public sealed record Line(DateTimeOffset At, RequestStepKind Kind, RequestState State, ActorKind ActorKind, string ActorId, string? Note);

    public async Task<Outcome<View>> RunAsync(Id<PrivacyRequest> id, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadRequests) is { } forbidden)
        {
            return forbidden;
        }

        var rules = await rulebooks.FreshAsync(ct);
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<PrivacyRequest>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, ct) is not { } request || (actor.BoundToProfile is { } bound && rules.Profile(request.ProfileId)?.Code != bound))
        {
            return Problem.NotFound("There is no such request.");
        }

        var steps = await db.Set<RequestStep>().AsNoTracking().Where(s => s.RequestId == id).OrderBy(s => s.Id).ToListAsync(ct);
        var rows = steps.Select(s => s.NoteId).Append(request.SubmissionId).Where(n => !n.IsNone).ToList();
        var texts = await db.Set<SideRow>().AsNoTracking().Where(r => rows.Contains(r.Id)).ToDictionaryAsync(r => r.Id, r => r.Content, ct);
        var submission = await UpdateCases.ReadableAsync(db, request, Submission.FromJson(texts.GetValueOrDefault(request.SubmissionId)), actor, ct);
        var pauses = await db.Set<RequestPause>().AsNoTracking().Where(p => p.RequestId == id).OrderBy(p => p.Id).ToListAsync(ct);
        return new View(request, rules.Profile(request.ProfileId)?.Code ?? "", submission, await RequestCandidates.FindAsync(new(db, rules, actor, clock.Now()), request, submission, ct),
            steps.ConvertAll(s => new Line(s.At, s.Kind, s.State, s.ActorKind, s.ActorId, s.NoteId.IsNone ? null : texts.GetValueOrDefault(s.NoteId))), pauses.ConvertAll(p => p.AsClock()), RequestStates.After(request.State, request.Kind))
        { ProfileName = rules.Profile(request.ProfileId)?.Name ?? "", Labels = await UpdateCases.LabelsAsync(db, submission, ct) };
    }
}
