using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;

namespace ConsentPortal.Web.Api.Webhooks;

/// <summary><c>/erasures/{erasure}/acknowledge</c>: an application says that it has forgotten the person too.</summary>
internal sealed class ErasureCalls(AcknowledgeErasure acknowledge)
{
    public async Task<ApiReply> AcknowledgeAsync(Fields body, Actor caller, HttpRequest request, CancellationToken ct)
    {
        body.NoOthers();
        if (body.Problems.Count > 0)
        {
            return ApiReply.Refused(body.Problems);
        }

        var done = await acknowledge.RunAsync(new(Id<Erasure>.TryParse(request.RouteValues["erasure"] as string, null, out var id) ? id : default), caller, ct);
        return done.Ok ? ApiReply.Of(new AcknowledgeAnswer(true)) : ApiReply.Refused(done.Problems);
    }
}

/// <summary>It is written down, with when.</summary>
internal sealed record AcknowledgeAnswer(bool Acknowledged);
