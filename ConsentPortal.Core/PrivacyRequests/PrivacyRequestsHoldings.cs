using System.Runtime.CompilerServices;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>The person's own cases: what they submitted, how far each came, and what was written about it.</summary>
public sealed class PrivacyRequestsHoldings(HeldRows rows) : IHoldsPersonalData
{
    /// <summary>Before the code of a field that the person asked to change.</summary>
    internal const string Proposed = "proposed.";

    public string Room => "Privacy requests";

    public IReadOnlyList<PersonalTable> Tables { get; } =
    [
        new("privacy_requests", "requests"), new("request_steps", "request-steps"), new("request_pauses", "request-pauses"), new("request_files", "request-files"),
        new("erasures", "requests", "Plan, steps and proof of an erasure, in numbers; whose it was lies sealed in it while it runs."), new("erasure_notices", "requests", "Which application was told of an erasure and when it acknowledged."),
        .. HeldActs.Tables, .. RequestPathTables.Withheld,
        new("opendsr_requests", "requests", "The number by which another controller knows a request that is handed out itself."), new("opendsr_callbacks", "requests", "That another controller was told of a state that is handed out itself."),
        new("request_mails", "request-steps", "That a mail about the request was queued; the mail is handed out with the messages."),
        new("request_codes", "request-steps", "A secret of ten minutes, kept as a hash."),
        new("data_packages", "requests", "Tells of the package itself: it is the answer to the request that is handed out."),
        new("package_redactions", "requests", "What was taken out because it is about somebody else; the package says in its place that it was, and why."),
    ];

    public async IAsyncEnumerable<PersonalRecord> ExportAsync(PersonalDataSubject subject, [EnumeratorCancellation] CancellationToken ct)
    {
        var (asked, hashes, people) = (new Id<PrivacyRequest>(subject.Request), subject.KeyHashes.ToList(), subject.Contacts.Select(c => new Id<Contact>(c)).ToList());
        var cases = await rows.ReadAsync(db => db.Set<PrivacyRequest>().Where(r => r.Id == asked || hashes.Contains(r.KeyHash) || people.Contains(r.ContactId)).OrderBy(r => r.Id), ct);
        var submitted = await rows.TextsAsync(cases.Select(r => r.SubmissionId), ct);
        var own = (await rows.ReadAsync(db => db.Set<ContactFieldDefinition>(), ct)).ToDictionary(f => f.Code, StringComparer.Ordinal);
        foreach (var request in cases)
        {
            yield return new("requests", "privacy_requests", request.Id.ToString(), request.ReceivedAt, Fields(request, Submission.FromJson(submitted.GetValueOrDefault(request.SubmissionId)), own));
        }

        var ids = cases.ConvertAll(r => r.Id);
        var steps = await rows.ReadAsync(db => db.Set<RequestStep>().Where(s => ids.Contains(s.RequestId)).OrderBy(s => s.Id), ct);
        var notes = await rows.TextsAsync(steps.Select(s => s.NoteId), ct);
        foreach (var step in steps)
        {
            yield return new("request-steps", "request_steps", step.Id.ToString(), step.At, new PersonalFields().Add("request", step.RequestId.Value).Add("step", step.Kind).Add("state", step.State).Add("actedAs", step.ActorKind)
                .Add("note", notes.GetValueOrDefault(step.NoteId), ofOthers: true).Add("at", step.At).Items);
        }

        await foreach (var act in HeldActs.ExportAsync(rows, ids, ct))
        {
            yield return act;
        }

        // the content itself came from the person or from who asks for them, and may speak of others: an officer hands it out by hand
        foreach (var file in await rows.ReadAsync(db => db.Set<RequestFile>().Where(f => ids.Contains(f.RequestId)).OrderBy(f => f.Id).Select(f => new { f.Id, f.RequestId, f.Kind, f.Name, f.MediaType, f.Size, f.AttachedAt, f.ErasedAt }), ct))
        {
            yield return new("request-files", "request_files", file.Id.ToString(), file.AttachedAt, new PersonalFields().Add("request", file.RequestId.Value).Add("fileKind", file.Kind).Add("name", file.Name, ofOthers: true).Add("mediaType", file.MediaType)
                .Add("size", file.Size).Add("attachedAt", file.AttachedAt).Add("erasedAt", file.ErasedAt).Items);
        }

        foreach (var pause in await rows.ReadAsync(db => db.Set<RequestPause>().Where(p => ids.Contains(p.RequestId)).OrderBy(p => p.Id), ct))
        {
            yield return new("request-pauses", "request_pauses", pause.Id.ToString(), null, new PersonalFields().Add("request", pause.RequestId.Value).Add("pausedOn", pause.PausedOn).Add("resumedOn", pause.ResumedOn).Items);
        }
    }

    private static IReadOnlyList<PersonalField> Fields(PrivacyRequest request, Submission? submission, Dictionary<string, ContactFieldDefinition> own)
    {
        var fields = new PersonalFields().Add("number", request.Number).Given("kind", request.Kind).Add("intake", request.Intake).Given("onBehalf", request.OnBehalf).Add("state", request.State).Add("receivedAt", request.ReceivedAt)
            .Add("answerBy", request.AnswerBy).Add("dueOn", request.DueOn).Add("closedAt", request.ClosedAt).Add("refusalCode", request.RefusalCode).Given("language", request.Language);
        if (submission is null)
        {
            return fields.Items; // erased
        }

        fields.Given("email", submission.Email).Given("phone", submission.Phone).Given("firstName", submission.FirstName).Given("lastName", submission.LastName).Given("notes", submission.Notes, ofOthers: true)
            .Given("wishes", submission.Wishes).Given("objectsTo", submission.Purpose).Given("actsFor", submission.ActsFor, ofOthers: true);
        foreach (var (code, value) in submission.Fields)
        {
            Typed(fields, code, value, own.GetValueOrDefault(code));
        }

        foreach (var (code, value) in submission.Proposed)
        {
            Typed(fields, Proposed + code, value, own.GetValueOrDefault(code));
        }

        return fields.Items;
    }

    // what is denied on the person's record is denied in what they typed of it
    private static void Typed(PersonalFields fields, string name, string value, ContactFieldDefinition? field)
        => _ = field is { Denied: true } ? fields.Deny(name) : fields.Given(name, value, sensitive: field?.IsSensitive ?? false);
}

/// <summary>What the way of a request leaves behind and is not handed out.</summary>
internal static class RequestPathTables
{
    public static readonly IReadOnlyList<PersonalTable> Withheld =
    [
        new("request_paths", "requests", "How far the portal's own work on a case has come; the timeline of the case is handed out."), new("officer_absences", "team", "Days on which a member is away, kept for the assignment of cases and replaced by the next."),
    ];
}
