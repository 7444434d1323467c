using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Takes a request in, whichever way it came: its dates are reckoned here, once, from its receipt.</summary>
public sealed class OpenRequest(RequestCases cases, Rulebooks rulebooks, AddressHasher hasher, ObjectionDoor objections, RequestFiles files)
{
    private const int Tries = 5;
    public static readonly TimeSpan OldestReceipt = TimeSpan.FromDays(366);

    /// <param name="ReceivedAt">When it reached the controller, where that was earlier: a letter that lay.</param>
    public sealed record Command(string Profile, RequestKind Kind, RequestIntake Intake, Submission Submission, OnBehalf OnBehalf = OnBehalf.Self, DateTimeOffset? ReceivedAt = null, string Language = "en")
    {
        /// <summary>What is stored beside the case in the same save.</summary>
        internal Action<PortalDb, PrivacyRequest>? Beside { get; init; }

        /// <summary>Come with the request: an authority, above all.</summary>
        public IReadOnlyList<NewRequestFile> Files { get; init; } = [];
    }

    /// <param name="Repeats">The number of the open case that asked for the same before; null = none.</param>
    public sealed record Result(Id<PrivacyRequest> Id, string Number, string? Repeats);

    public async Task<Outcome<Result>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        // on a public page the person acts for themselves
        if (command.Intake is not (RequestIntake.PublicPage or RequestIntake.PreferenceCenter) && actor.Lacks(Permission.WorkRequests) is { } forbidden)
        {
            return forbidden;
        }

        var submission = command.Submission.Clean();
        var rulebook = await rulebooks.FreshAsync(ct);
        if (Refuse(command, submission, rulebook, actor).ToList() is { Count: > 0 } problems)
        {
            return problems;
        }

        for (var n = 1; ; n++)
        {
            try
            {
                var opened = await SaveAsync(command, submission, rulebook.Profile(command.Profile)!, actor, ct);
                await objections.CameInAsync(opened.Id, command.Kind, actor);
                return opened;
            }
            catch (DbUpdateException) when (n < Tries && !ct.IsCancellationRequested)
            {
                await Task.Delay(Random.Shared.Next(5, 40), ct); // two took the same number: the next one is free
            }
        }
    }

    private IEnumerable<Problem> Refuse(Command command, Submission submission, Rulebook rulebook, Actor actor)
    {
        var profile = rulebook.Profile(command.Profile);
        if (profile is null || (actor.BoundToProfile is { } bound && bound != profile.Code))
        {
            yield return Problem.Invalid("profile", "There is no such profile.");
        }

        if (command.ReceivedAt is { } received && (received > cases.Clock.Now().AddMinutes(5) || received < cases.Clock.Now() - OldestReceipt))
        {
            yield return Problem.Invalid("receivedAt", "Enter a day of the last twelve months, not one to come.");
        }

        if (command.OnBehalf != OnBehalf.Self && submission.ActsFor.Length == 0)
        {
            yield return Problem.Invalid("actsFor", "Say who asks for the person.");
        }

        if (profile is not null && command.Kind == RequestKind.Object && submission.Purpose.Length > 0 && ObjectionScope.Named(rulebook, profile, submission.Purpose) is null)
        {
            yield return Problem.Invalid("purpose", "The profile has no such purpose that one could object to.");
        }

        foreach (var problem in command.Files.Select(RequestFiles.Refuse).OfType<Problem>().Concat(submission.Refuse()))
        {
            yield return problem;
        }
    }

    private async Task<Result> SaveAsync(Command command, Submission submission, ComplianceProfile profile, Actor actor, CancellationToken ct)
    {
        await using var db = await cases.Databases.CreateDbContextAsync(ct);
        var now = cases.Clock.Now();
        var received = command.ReceivedAt is { } earlier && earlier < now ? earlier : now;
        var place = await RequestPlaces.OfAsync(db, profile.Id, ct);
        var deadline = RequestDeadline.Of(profile.Deadlines, received, place.Zone, place.Calendar);
        var hash = hasher.Of(submission.Address()).ToBytes();
        var before = await db.Set<PrivacyRequest>().AsNoTracking().Where(r => r.KeyHash == hash && r.Kind == command.Kind && r.ProfileId == profile.Id && r.ClosedAt == null).OrderBy(r => r.Id).FirstOrDefaultAsync(ct);
        var content = SideRow.Make(cases.Ids.Next<SideRow>(), SideRowKind.Justification, submission.ToJson(), now);
        PrivacyRequest request = new()
        {
            Id = cases.Ids.Next<PrivacyRequest>(), Year = deadline.Received.Year, Serial = 1 + (await db.Set<PrivacyRequest>().Where(r => r.Year == deadline.Received.Year).MaxAsync(r => (int?)r.Serial, ct) ?? 0),
            Kind = command.Kind, Intake = command.Intake, OnBehalf = command.OnBehalf, ProfileId = profile.Id, ReceivedAt = received, CreatedAt = now, Language = command.Language,
            ReceivedOn = deadline.Received, AcknowledgeBy = deadline.Acknowledge, AnswerBy = deadline.Answer, ExtendedBy = deadline.Extended, DueOn = deadline.Answer, TimeZone = place.Zone.Id, CountsMonths = profile.Deadlines.Answer?.Unit == TermUnit.Months,
            KeyHash = hash, SubmissionId = content.Id, RepeatsId = before?.RepeatsId is { IsNone: false } first ? first : before?.Id ?? default,
        };
        db.Add(content);
        db.Add(request);
        command.Beside?.Invoke(db, request);
        RequestCase opening = new(db, request, cases.Ids, now, actor);
        opening.Step(RequestStepKind.Received, RequestEvent.Opened,
            changes: new ChangeList().Add("kind", null, Word.Of(command.Kind)).Add("intake", null, Word.Of(command.Intake)).Add("profile", null, profile.Code).Items);
        foreach (var file in command.Files.Take(RequestFile.MostPerCase).Select(f => files.Make(request.Id, f, actor)))
        {
            db.Add(file);
            opening.Step(RequestStepKind.Attached, RequestEvent.Attached, changes: RequestFiles.Facts(file));
        }

        await db.SaveChangesAsync(ct);
        return new Result(request.Id, request.Number, before?.Number);
    }
}
