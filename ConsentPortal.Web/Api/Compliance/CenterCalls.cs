using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;

namespace ConsentPortal.Web.Api.Compliance;

/// <summary><c>/profiles/{profile}/center</c>: the design of the preference center as one file, which the designer takes in again.</summary>
internal sealed class CenterCalls(ReadProfile profiles, ExportCenter export)
{
    public async Task<ApiReply> ReadAsync(ApiQuery query, Actor caller, HttpRequest request, CancellationToken ct)
    {
        var version = query.Number("version", 1, int.MaxValue, 0);
        query.NoOthers();
        if (query.Problems.Count > 0)
        {
            return ApiReply.Refused(query.Problems);
        }

        var profile = await profiles.ByCodeAsync(ProfileCalls.CodeOf(request), caller, ct);
        if (!profile.Ok)
        {
            return ApiReply.Refused(profile.Problems);
        }

        var file = await export.RunAsync(profile.Value.Id, version, caller, ct);
        return file.Ok ? ApiReply.OfJson(file.Value.Content) : ApiReply.Refused(file.Problems);
    }
}
