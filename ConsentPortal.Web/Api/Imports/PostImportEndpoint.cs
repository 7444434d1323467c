using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Api.OpenApi;

namespace ConsentPortal.Web.Api.Imports;

/// <summary><c>POST /imports</c>: takes a file in while it comes, guesses what was not said, and queues it, or decides it without writing.</summary>
internal sealed class PostImportEndpoint(UploadImport upload, ImportLimits limits, ImportStarts starts)
{
    public async Task HandleAsync(HttpContext context, ApiCaller caller)
    {
        ImportParameters said = new();
        if (!await context.TakesJsonAsync() || await ImportBody.OpenAsync(context, said, limits) is not { } content)
        {
            return;
        }

        Outcome<Id<ImportJob>> uploaded;
        try
        {
            uploaded = await upload.RunAsync(new(said.FileName, content, said.Kind), caller.Actor, context.RequestAborted);
        }
        catch (BadHttpRequestException error) when (error.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            await context.WriteProblemAsync(StatusCodes.Status413PayloadTooLarge, ImportBody.TooLarge(limits));
            return;
        }
        catch (InvalidDataException)
        {
            await context.WriteProblemAsync(StatusCodes.Status400BadRequest, "The form breaks off inside the file.");
            return;
        }

        await context.SendAsync(uploaded.Ok ? await starts.RunAsync(uploaded.Value, said, caller.Actor, context.Request, context.RequestAborted) : ApiReply.Refused(uploaded.Problems));
    }
}

/// <summary>What becomes of a file that is here: checked, started, or found to be one that goes on.</summary>
internal sealed class ImportStarts(ReadImport read, StartImport start, DryRunImport dryRun, DryRunPeople dryRunPeople, DiscardImport discard, ImportTwins twins)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60), Look = TimeSpan.FromMilliseconds(150);

    public async Task<ApiReply> RunAsync(Id<ImportJob> id, ImportParameters said, Actor caller, HttpRequest request, CancellationToken ct)
    {
        var draft = (await read.RunAsync(id, caller, ct))!;
        var options = said.Options(draft.Shape, draft.Options, caller.BoundToProfile);
        if (said.DryRun || said.Problems.Count > 0)
        {
            var reply = said.Problems.Count > 0 ? ApiReply.Refused(said.Problems) : await RehearseAsync(id, options, caller, ct);
            await discard.RunAsync(new(id), caller, CancellationToken.None);
            return reply;
        }

        if (await twins.GoOnAsync(id, options, caller, ct) is { } twin)
        {
            return await FollowAsync(twin, caller, request, ct);
        }

        var started = await start.RunAsync(new(id, options), caller, ct);
        if (!started.Ok)
        {
            await discard.RunAsync(new(id), caller, CancellationToken.None);
            return ApiReply.Refused(started.Problems);
        }

        return await FollowAsync(id, caller, request, ct);
    }

    private async Task<ApiReply> RehearseAsync(Id<ImportJob> id, ImportOptions options, Actor caller, CancellationToken ct)
    {
        var report = options.People is { } people ? await dryRunPeople.RunAsync(new(id, people), caller, ct) : await dryRun.RunAsync(new(id, options), caller, ct);
        return report.Ok ? ApiReply.Of(ImportAnswer.Of(report.Value, (await read.RunAsync(id, caller, ct))! with { Options = options })) : ApiReply.Refused(report.Problems);
    }

    private async Task<ApiReply> FollowAsync(Id<ImportJob> id, Actor caller, HttpRequest request, CancellationToken ct)
    {
        var asked = RespondAsync.Asked(request);
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var import = (await read.RunAsync(id, caller, ct))!;
            var runs = import.State is ImportState.Queued or ImportState.Running;
            if (!runs && !asked)
            {
                return ApiReply.Of(ImportAnswer.Of(import));
            }

            if (asked || TimeProvider.System.GetElapsedTime(since) > Patience)
            {
                return RespondAsync.Accepted(ImportAnswer.Of(import), $"{ApiServices.Prefix}/imports/{id}", asked);
            }

            await Task.Delay(Look, ct);
        }
    }
}

/// <summary>The same command on the same file goes on with what was not finished.</summary>
internal sealed class ImportTwins(FindWaitingImport waiting, ReadImport read, ResumeImport resume, DiscardImport discard)
{
    /// <summary>The unfinished one, now going on, in whose place the draft is given up; null = there is none.</summary>
    public async Task<Id<ImportJob>?> GoOnAsync(Id<ImportJob> draft, ImportOptions options, Actor caller, CancellationToken ct)
    {
        if ((await read.RunAsync(draft, caller, ct))?.FileHash is not { } hash || await waiting.LikeAsync(hash, options, ct) is not { } twin || await read.RunAsync(twin.Id, caller, ct) is null)
        {
            return null;
        }

        await discard.RunAsync(new(draft), caller, ct);
        if (twin.CanGoOn)
        {
            await resume.RunAsync(new(twin.Id), caller, ct);
        }

        return twin.Id;
    }
}
