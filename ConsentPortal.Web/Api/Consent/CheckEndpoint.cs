using System.Buffers;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api.Consent;

/// <summary><c>POST /consent/check</c>: the question every sender asks before every message, so it makes next to no garbage.</summary>
internal sealed class CheckEndpoint(CheckConsent check, IssueLinks issue, UnknownCodeNotes unknown, LinkMaker links, CheckCalls calls)
{
    public async Task HandleAsync(HttpContext context, ApiCaller caller)
    {
        if (!ApiBody.IsJson(context.Request))
        {
            await ApiBody.RefuseMediaTypeAsync(context, ApiBody.Json);
            return;
        }

        var call = calls.Take();
        try
        {
            if (await ReadAsync(context, call) is { } malformed)
            {
                await context.WriteProblemAsync(StatusCodes.Status400BadRequest, malformed);
                return;
            }

            await AnswerAsync(context, caller, call);
        }
        finally
        {
            calls.Return(call);
        }
    }

    private static async ValueTask<string?> ReadAsync(HttpContext context, CheckCall call)
    {
        var body = await ApiBody.ReadToEndAsync(context);
        try
        {
            CheckReader.Read(body, call);
            return null;
        }
        catch (Exception error) when (ApiBody.IsMalformed(error))
        {
            return ApiBody.Malformed(error);
        }
        finally
        {
            context.Request.BodyReader.AdvanceTo(body.End);
        }
    }

    private async ValueTask AnswerAsync(HttpContext context, ApiCaller caller, CheckCall call)
    {
        var ct = context.RequestAborted;
        if (call.Channel is null && await ChannelRule.RefuseAsync(unknown.Rulebooks, call.Purpose, ct) is { } missing)
        {
            call.Problems.Add(missing);
        }

        if (call.Problems.Count > 0)
        {
            await context.WriteProblemAsync(call.Problems);
            return;
        }

        var decided = await check.RunAsync(call.Scope, call.Run, call.Explain, caller.Actor, ct);
        if (!decided.Ok)
        {
            await context.WriteProblemAsync(decided.Problems);
            return;
        }

        if (call.Run.Answers is [{ Question.Known: false }, ..])
        {
            await unknown.NoteAsync(caller.KeyId, call.Scope, ct);
        }

        call.Sender = caller.IsAgent ? SenderKind.Ai : call.Sender;
        CheckWriter.Write(call, decided.Value, call.Links ? await LinksAsync(call, caller.Actor, ct) : null, links);
        context.Response.ContentType = ApiBody.Json;
        context.Response.ContentLength = call.Answer.Length;
        context.Response.BodyWriter.Write(call.Answer);
    }

    // whom we may not write to gets no link: it would look like a leave to send
    private async ValueTask<IReadOnlyList<string?>?> LinksAsync(CheckCall call, Actor actor, CancellationToken ct)
    {
        List<int> allowed = [.. Enumerable.Range(0, call.Run.Answers.Count).Where(i => call.Run.Answers[i].Decision.Message.Allowed)];
        if (allowed.Count == 0)
        {
            return null;
        }

        var issued = await issue.RunAsync(new(call.Profile!, call.Purpose!, call.Topic, call.Channel, call.MessageRef, [.. allowed.Select(i => call.Run.Items[i].Address)])
        {
            Contacts = [.. allowed.Select(i => call.Run.Answers[i].ContactId)],
        }, actor, ct);
        var tokens = new string?[call.Run.Answers.Count];
        for (var i = 0; i < allowed.Count && issued.Ok; i++)
        {
            tokens[allowed[i]] = issued.Value.Tokens[i];
        }

        return tokens;
    }
}
