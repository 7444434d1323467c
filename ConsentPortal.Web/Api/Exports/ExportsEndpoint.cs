using System.Globalization;
using ConsentPortal.Core.Exports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Api.OpenApi;

namespace ConsentPortal.Web.Api.Exports;

/// <summary>Exports in the background: begun, followed, cancelled.</summary>
internal sealed class ExportsEndpoint(ExportCallReader reader, StartExport start, FindExports find, CancelExport cancel)
{
    /// <summary>One of the caller's own.</summary>
    public ApiThing<ExportView> One => new((caller, request, ct) => find.OneAsync(IdOf(request), caller, ct), ExportItem.Of);

    public async Task<ApiReply> StartAsync(Fields body, Actor caller, HttpRequest request, CancellationToken ct)
    {
        var call = await reader.ReadAsync(body, ct);
        if (body.Problems.Count > 0)
        {
            return ApiReply.Refused(body.Problems);
        }

        var started = await start.RunAsync(new(call.Ask, call.Format, call.Reason), caller, ct);
        if (!started.Ok)
        {
            return ApiReply.Refused(started.Problems);
        }

        var export = await find.OneAsync(started.Value, caller, ct);
        return RespondAsync.Accepted(ExportItem.Of(export.Value), $"{ApiServices.Prefix}/exports/{started.Value}", asked: true);
    }

    public async Task<ApiReply> ListAsync(ApiQuery query, Actor caller, HttpRequest request, CancellationToken ct)
    {
        var page = query.Page();
        query.NoOthers();
        if (query.Problems.Count > 0)
        {
            return ApiReply.Refused(query.Problems);
        }

        var found = await find.BeforeAsync(page.AfterId<ExportJob>(), page.Size + 1, caller, ct);
        return found.Ok ? page.AnswerOf(found.Value, e => e.Id.ToString(), ExportItem.Of) : ApiReply.Refused(found.Problems);
    }

    public async Task<IReadOnlyList<Problem>> CancelAsync(ExportView export, Fields body, Actor caller, CancellationToken ct)
    {
        body.NoOthers();
        return body.Problems.Count > 0 ? body.Problems : (await cancel.RunAsync(new(export.Id), caller, ct)).Problems;
    }

    internal static Id<ExportJob> IdOf(HttpRequest request) => new(long.Parse((string)request.RouteValues["id"]!, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
}
