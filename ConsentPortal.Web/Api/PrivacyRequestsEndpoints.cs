using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Api.OpenApi;
using ConsentPortal.Web.Api.PrivacyRequests;

namespace ConsentPortal.Web.Api;

/// <summary>What people ask for under their rights, as other systems hand it in and follow it.</summary>
internal static class PrivacyRequestsEndpoints
{
    private const string Group = "Requests";
    private const Permission Reading = Permission.ReadRequests, Work = Permission.WorkRequests;

    public static IServiceCollection AddPrivacyRequestsEndpoints(this IServiceCollection services) => services.AddSingleton<RequestCalls>().AddSingleton<RequestTold>();

    public static void MapPrivacyRequests(this IEndpointRouteBuilder api)
    {
        var (calls, requests, told) = (api.ServiceProvider.GetRequiredService<ApiCalls>(), api.ServiceProvider.GetRequiredService<RequestCalls>(), api.ServiceProvider.GetRequiredService<RequestTold>());
        api.MapRead("/requests", calls.Get(Reading, requests.ListAsync))
            .WithMetadata(new ApiParameter("kind", "get, forget, update, object or restrict."), new ApiParameter("state", "Only requests that stand here, such as inProgress."), new ApiParameter("profile", "Only requests under this profile, by its code."),
                new ApiParameter("open", "true = those that wait for an answer, false = those that had it; missing = both."), new ApiParameter("dueBy", "Only open requests that are to be answered by this day, such as 2026-12-31."))
            .DescribeList<RequestAnswer>(RequestExamples.List, Group, "List requests", "In the order in which they were entered. No name and no address stands here.");
        api.MapPost("/requests", calls.Write(Work, requests.OpenAsync))
            .Describe<RequestBody, RequestAnswer>(RequestExamples.Open, Group, "Hand in a request", """
                The clock runs from `receivedAt`, when the person asked. An objection is carried out at once; everything else waits until somebody has shown who they are.
                The answer is the same whether or not the person is known. A second request for the same is a case of its own and names the open one in `repeats`.
                """);
        var one = api.MapGroup("/requests/{request}").WithMetadata(new ApiParameter("request", "Id of the request.", InPath: true, Example: RequestExamples.Id));
        one.MapRead("", calls.Get(Reading, requests.Request)).DescribeRead<RequestAnswer>(RequestExamples.Read, Group, "See how a request stands", "State, dates and outcome.", 404);
        one.MapRead("/submission", calls.Get(Reading, told.SubmissionAsync)).DescribeRead<SubmissionAnswer>(RequestExamples.Submission, Group, "Read what was submitted", "In full; needs `contacts:read` as well. 404 once it was erased.", 404);
        one.MapRead("/timeline", calls.Get(Reading, told.TimelineAsync)).DescribeRead<ApiList<TimelineItem>>(RequestExamples.Timeline, Group, "Read what happened", "In its order. What people wrote is told only to a key that has `contacts:read` as well.", 404);
        one.MapPost("/comments", calls.Act(Work, requests.Request, requests.CommentAsync)).DescribeAct<CommentBody, RequestAnswer>(RequestExamples.Comment, Group, "Write into the timeline", "Of an open or a closed request; the team reads it, not the person.");
        one.MapPost("/withdraw", calls.Act(Work, requests.Request, requests.WithdrawAsync)).DescribeAct<WithdrawBody, RequestAnswer>(RequestExamples.Withdraw, Group, "Withdraw a request", "Because the person does not want it any more. 409 once it is up for review or closed.");
    }
}
