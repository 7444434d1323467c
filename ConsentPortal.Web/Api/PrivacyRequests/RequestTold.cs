using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;

namespace ConsentPortal.Web.Api.PrivacyRequests;

/// <summary>What people wrote in a request: for keys that may read people too.</summary>
internal sealed class RequestTold(ReadRequest read)
{
    public async Task<ApiReply> SubmissionAsync(ApiQuery query, Actor caller, HttpRequest request, CancellationToken ct)
    {
        query.NoOthers();
        if (query.Problems.Count > 0 || caller.Lacks(Permission.ReadContacts) is not null)
        {
            return query.Problems.Count > 0 ? ApiReply.Refused(query.Problems) : ApiReply.Refused(StatusCodes.Status403Forbidden, "What was submitted names people: this key needs the scope contacts:read as well.");
        }

        var found = await read.RunAsync(RequestCalls.IdOf(request), caller, ct);
        return !found.Ok ? ApiReply.Refused(found.Problems)
            : found.Value.Submission is { } submission ? ApiReply.Of(SubmissionAnswer.Of(submission))
            : ApiReply.Refused([Problem.NotFound("What was submitted has been erased.")]);
    }

    public async Task<ApiReply> TimelineAsync(ApiQuery query, Actor caller, HttpRequest request, CancellationToken ct)
    {
        query.NoOthers();
        if (query.Problems.Count > 0)
        {
            return ApiReply.Refused(query.Problems);
        }

        var (found, reads) = (await read.RunAsync(RequestCalls.IdOf(request), caller, ct), caller.May(Permission.ReadContacts));
        return found.Ok
            ? ApiReply.Of(new ApiList<TimelineItem>([.. found.Value.Timeline.Select(s => new TimelineItem(s.At, s.Kind, s.State, s.ActorKind, reads ? s.Note : null))], null))
            : ApiReply.Refused(found.Problems);
    }
}

/// <summary>How a request stands. It holds no name and no address.</summary>
/// <param name="DueOn">The day to answer by, with extension and pauses; null = the law names none.</param>
/// <param name="Contact">The person it is about, once somebody said so.</param>
/// <param name="Repeats">The open request that asked for the same before.</param>
internal sealed record RequestAnswer(
    Id<PrivacyRequest> Id, string Number, string Profile, RequestKind Kind, RequestIntake Intake, OnBehalf OnBehalf, RequestState State, DateTimeOffset ReceivedAt, DateOnly? AcknowledgeBy, DateOnly? DueOn,
    bool Extended, bool Paused, bool LegalHold, DateTimeOffset? ClosedAt, string? RefusalCode, Id<Contact>? Contact, Id<PrivacyRequest>? Repeats, string Language)
{
    public static RequestAnswer Of(ListRequests.Row r) => new(
        r.Id, r.Number, r.Profile, r.Kind, r.Intake, r.OnBehalf, r.State, r.ReceivedAt, r.AcknowledgeBy, r.DueOn, r.Extended, r.Paused, r.LegalHold, r.ClosedAt, Text.CleanOrNull(r.RefusalCode),
        r.ContactId.IsNone ? null : r.ContactId, r.Repeats.IsNone ? null : r.Repeats, r.Language);
}

/// <summary>What was submitted.</summary>
internal sealed record SubmissionAnswer(
    string Email, string Phone, string FirstName, string LastName, string Notes, string Wishes, string ActsFor, string Purpose, IReadOnlyDictionary<string, string> Fields, IReadOnlyDictionary<string, string> Proposed)
{
    public static SubmissionAnswer Of(Submission s) => new(s.Email, s.Phone, s.FirstName, s.LastName, s.Notes, s.Wishes, s.ActsFor, s.Purpose, s.Fields, s.Proposed);
}

/// <summary>Something that happened in a request.</summary>
/// <param name="Note">What somebody wrote; null = nothing, erased, or not for this key.</param>
internal sealed record TimelineItem(DateTimeOffset At, RequestStepKind Kind, RequestState State, ActorKind By, string? Note);
