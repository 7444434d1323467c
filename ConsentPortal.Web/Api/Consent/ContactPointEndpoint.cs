using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api.Consent;

/// <summary><c>POST /contact-points/query</c>: what is stored about one address, and how it came about.</summary>
internal sealed class ContactPointEndpoint(ReadContactPoint read)
{
    public async Task<ApiReply> RunAsync(Fields body, Actor caller, HttpRequest request, CancellationToken ct)
    {
        var channel = body.NeedChannel();
        var address = body.Need("address", "Send the address.");
        var at = body.Time("at");
        body.NoOthers();
        if (body.Problems.Count > 0)
        {
            return ApiReply.Refused(body.Problems);
        }

        var found = await read.RunAsync(new(channel, address, at), caller, ct);
        return found.Ok ? ApiReply.Of(ContactPointAnswer.Of(found.Value)) : ApiReply.Refused(found.Problems);
    }
}
