using System.Globalization;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;

namespace ConsentPortal.Web.Api.PrivacyRequests;

/// <summary><c>/requests</c>: handed in, listed, commented on, withdrawn.</summary>
internal sealed class RequestCalls(ListRequests list, OpenRequest open, CommentOnRequest comment, CloseRequest close)
{
    private const int LanguageMost = 12;

    public ApiThing<ListRequests.Row> Request { get; } = new((caller, request, ct) => list.OneAsync(IdOf(request), caller, ct), RequestAnswer.Of);

    /// <summary>None for what is no id: there is no such request.</summary>
    public static Id<PrivacyRequest> IdOf(HttpRequest request) => Id<PrivacyRequest>.TryParse(request.RouteValues["request"] as string, null, out var id) ? id : default;

    public async Task<ApiReply> ListAsync(ApiQuery query, Actor caller, HttpRequest request, CancellationToken ct)
    {
        var (kind, state, profile, stillOpen, day) = (query.Word<RequestKind>("kind"), query.Word<RequestState>("state"), query.Text("profile"), query.Flag("open"), query.Text("dueBy"));
        DateOnly? dueBy = DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
        if (day is not null && dueBy is null)
        {
            query.Refuse("dueBy", "Send a day, such as 2026-12-31.");
        }

        var page = query.Page();
        query.NoOthers();
        if (query.Problems.Count > 0)
        {
            return ApiReply.Refused(query.Problems);
        }

        var found = await list.RunAsync(new(page.AfterId<PrivacyRequest>(), page.Size + 1) { Kind = kind, State = state, Profile = profile, Open = stillOpen, DueBy = dueBy }, caller, ct);
        return found.Ok ? page.AnswerOf(found.Value, r => r.Id.ToString(), RequestAnswer.Of) : ApiReply.Refused(found.Problems);
    }

    public async Task<ApiReply> OpenAsync(Fields body, Actor caller, HttpRequest request, CancellationToken ct)
    {
        var (profile, kind) = (body.Text("profile") ?? caller.BoundToProfile ?? "default", body.Needed<RequestKind>("kind"));
        var (behalf, received, language) = (body.Word<OnBehalf>("onBehalf") ?? OnBehalf.Self, body.Time("receivedAt"), body.Text("language", LanguageMost) ?? "en");
        Submission submission = new()
        {
            Email = body.Text("email") ?? "", Phone = body.Text("phone") ?? "", FirstName = body.Text("firstName") ?? "", LastName = body.Text("lastName") ?? "",
            Notes = body.Text("notes") ?? "", Wishes = body.Text("wishes") ?? "", ActsFor = body.Text("actsFor") ?? "", Purpose = body.Text("purpose") ?? "",
            Fields = body.Texts("fields", Submission.FieldsMost), Proposed = body.Texts("proposed", Submission.FieldsMost),
        };
        body.NoOthers();
        if (body.Problems.Count > 0)
        {
            return ApiReply.Refused(body.Problems);
        }

        var opened = await open.RunAsync(new(profile, kind, RequestIntake.Api, submission, behalf, received, language), caller, ct);
        if (!opened.Ok)
        {
            return ApiReply.Refused(opened.Problems);
        }

        var made = await list.OneAsync(opened.Value.Id, caller, ct);
        return made.Ok ? ApiReply.Of(RequestAnswer.Of(made.Value), StatusCodes.Status201Created).With("Location", $"{ApiServices.Prefix}/requests/{opened.Value.Id}") : ApiReply.Refused(made.Problems);
    }

    public async Task<IReadOnlyList<Problem>> CommentAsync(ListRequests.Row found, Fields body, Actor caller, CancellationToken ct)
    {
        var text = body.Need("text", "Write something.");
        body.NoOthers();
        return body.Problems.Count > 0 ? body.Problems : (await comment.RunAsync(new(found.Id, text), caller, ct)).Problems;
    }

    public async Task<IReadOnlyList<Problem>> WithdrawAsync(ListRequests.Row found, Fields body, Actor caller, CancellationToken ct)
    {
        var note = body.Text("note");
        body.NoOthers();
        return body.Problems.Count > 0 ? body.Problems : (await close.RunAsync(new(found.Id, RequestState.Withdrawn, Note: note), caller, ct)).Problems;
    }
}
