using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Api.OpenApi;

namespace ConsentPortal.Web.Api.Imports;

/// <summary>Imports as programs list, follow, stop and resume them.</summary>
internal sealed class ImportCalls(ReadImport read, FindImports find, CancelImport cancel, ResumeImport resume)
{
    public ApiThing<ReadImport.View> One => ThingOf(read);

    public async Task<ApiReply> ListAsync(ApiQuery query, Actor caller, HttpRequest request, CancellationToken ct)
    {
        var page = query.Page();
        query.NoOthers();
        if (query.Problems.Count > 0)
        {
            return ApiReply.Refused(query.Problems);
        }

        var ids = await find.AfterAsync(page.AfterId<ImportJob>(), page.Size, caller, ct);
        List<ImportAnswer> items = [];
        foreach (var id in ids.Take(page.Size))
        {
            if (await read.RunAsync(id, caller, ct) is { } found)
            {
                items.Add(ImportAnswer.Of(found));
            }
        }

        return page.Answer(items, ids.Count > page.Size ? ids[page.Size - 1].ToString() : null);
    }

    public async Task<IReadOnlyList<Problem>> CancelAsync(ReadImport.View found, Fields body, Actor caller, CancellationToken ct)
        => Empty(body) ?? (await cancel.RunAsync(new(found.Id), caller, ct)).Problems ?? [];

    public async Task<IReadOnlyList<Problem>> ResumeAsync(ReadImport.View found, Fields body, Actor caller, CancellationToken ct)
        => Empty(body) ?? (await resume.RunAsync(new(found.Id), caller, ct)).Problems ?? [];

    internal static ApiThing<ReadImport.View> ThingOf(ReadImport read) => new(async (caller, request, ct) => await FindAsync(read, caller, request, ct), ImportAnswer.Of);

    private static async Task<Outcome<ReadImport.View>> FindAsync(ReadImport read, Actor caller, HttpRequest request, CancellationToken ct)
        => Id<ImportJob>.TryParse(request.RouteValues["id"] as string, null, out var id) && await read.RunAsync(id, caller, ct) is { } found ? found : Problem.NotFound("There is no such import.");

    private static IReadOnlyList<Problem>? Empty(Fields body)
    {
        body.NoOthers();
        return body.Problems.Count > 0 ? body.Problems : null;
    }
}

/// <summary>Taking an import back, and asking what that would do.</summary>
internal sealed class UndoCalls(ReadImport read, UndoImport undo, PreviewUndo preview)
{
    public ApiThing<ReadImport.View> One => ImportCalls.ThingOf(read);

    public async Task<IReadOnlyList<Problem>> UndoAsync(ReadImport.View found, Fields body, Actor caller, CancellationToken ct)
    {
        var (reason, keep) = (body.Need("reason", "Say why.", ImportUndo.ReasonMaxLength), body.Flag("keepOptOuts") == true);
        body.NoOthers();
        return body.Problems.Count > 0 ? body.Problems : (await undo.RunAsync(new(found.Id, reason, keep), caller, ct)).Problems ?? [];
    }

    public async Task<ApiReply> PreviewAsync(Fields body, Actor caller, HttpRequest request, CancellationToken ct)
    {
        var keep = body.Flag("keepOptOuts") == true;
        body.NoOthers();
        if (body.Problems.Count > 0)
        {
            return ApiReply.Refused(body.Problems);
        }

        var found = await One.Find(caller, request, ct);
        if (!found.Ok)
        {
            return ApiReply.Refused(found.Problems);
        }

        var view = await preview.RunAsync(new(found.Value.Id, keep), caller, ct);
        return view.Ok ? ApiReply.Of(UndoPreviewAnswer.Of(view.Value)) : ApiReply.Refused(view.Problems);
    }
}

/// <summary><c>GET /imports/{id}/rejected</c>: written as it is read.</summary>
internal sealed class RejectedEndpoint(ReadRejected rejected)
{
    public async Task HandleAsync(HttpContext context, Core.Integration.ApiCaller caller)
    {
        StreamWriter Open(string file)
        {
            StreamedAnswer.Begin(context, "text/csv; charset=utf-8");
            return new(context.Response.Body, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        }

        var known = Id<ImportJob>.TryParse(context.Request.RouteValues["id"] as string, null, out var id);
        var outcome = known ? await rejected.RunAsync(id, Open, caller.Actor, context.RequestAborted) : Problem.NotFound("There is no such import.");
        if (!outcome.Ok)
        {
            await context.WriteProblemAsync(outcome.Problems);
        }
    }
}
