using ConsentPortal.Core.Exports;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api.Exports;

/// <summary>Exports whose answer is the file: read while it is sent, or lying ready.</summary>
internal sealed class ExportStreamEndpoint(ExportCallReader reader, TakeExport export, FetchExport fetch, TimeProvider clock)
{
    public async Task NowAsync(HttpContext context, ApiCaller caller)
    {
        if (await ReadAsync(context) is not { } call)
        {
            return;
        }

        var outcome = await export.RunAsync(new(call.Ask, call.Format, call.Reason), caller.Actor, context.RequestAborted);
        if (!outcome.Ok)
        {
            await context.WriteProblemAsync(outcome.Problems);
            return;
        }

        StreamedAnswer.Begin(context, ExportAnswer.Csv);
        ExportAnswer.Begin(context.Response, call.Ask.What, call.Format, clock.GetUtcNow());
        await outcome.Value.WriteToAsync(context.Response.Body, context.RequestAborted);
    }

    public async Task FileAsync(HttpContext context, ApiCaller caller)
    {
        var outcome = await fetch.RunAsync(new(ExportsEndpoint.IdOf(context.Request), null), caller.Actor, context.RequestAborted);
        if (!outcome.Ok)
        {
            await context.WriteProblemAsync(outcome.Problems);
            return;
        }

        StreamedAnswer.Begin(context, ExportAnswer.Csv);
        await ExportAnswer.WriteAsync(context, outcome.Value);
    }

    // null where it is refused, and answered already
    private async Task<ExportCallReader.Call?> ReadAsync(HttpContext context)
    {
        if (await ApiInput.ReadAsync(context, ApiInput.Body.Json) is not { } input)
        {
            return null;
        }

        using (input)
        {
            List<Problem> problems = [];
            var call = await reader.ReadAsync(new(input.Root, "", problems), context.RequestAborted);
            if (problems.Count == 0)
            {
                return call;
            }

            await context.WriteProblemAsync(problems);
            return null;
        }
    }
}
