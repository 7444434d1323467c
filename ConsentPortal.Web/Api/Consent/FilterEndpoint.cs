using System.Buffers;
using System.IO.Pipelines;
using System.Threading.Channels;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Integration;

namespace ConsentPortal.Web.Api.Consent;

/// <summary><c>POST /audience/filter</c>: a stream of addresses in, a stream of answers out, in the same order and in the memory of a few
/// runs. While one run is read, others are decided on all cores, and the oldest is written.</summary>
internal sealed class FilterEndpoint(FilterAudience filter, Rulebooks rulebooks, UnknownCodeNotes unknown, FilterRuns runs)
{
    public const string MediaType = "application/x-ndjson";
    private const int FlushAt = 64 * 1024;
    private static readonly string[] Accepted = [MediaType, "application/ndjson", "application/jsonl", "application/jsonlines", ApiBody.Json];
    private static readonly int MostAhead = Math.Max(2, Environment.ProcessorCount);

    public async Task HandleAsync(HttpContext context, ApiCaller caller)
    {
        if (!ApiBody.Is(context.Request.ContentType, Accepted))
        {
            await ApiBody.RefuseMediaTypeAsync(context, MediaType);
            return;
        }

        var (scope, problems) = FilterQuery.Read(context.Request.Query);
        if (scope.Channel is null && !problems.Exists(p => p.Field == "channel")
            && await ChannelRule.RefuseAsync(rulebooks, scope.Purpose.Length == 0 ? null : scope.Purpose, context.RequestAborted) is { } missing)
        {
            problems.Add(missing);
        }

        if (problems.Count == 0 && FilterAudience.Refuse(scope, caller.Actor) is { } refused)
        {
            problems.Add(refused);
        }

        if (problems.Count > 0)
        {
            await context.WriteProblemAsync(problems);
            return;
        }

        await unknown.NoteAsync(caller.KeyId, scope, context.RequestAborted);
        StreamedAnswer.Begin(context, MediaType);
        await RunAsync(context, scope);
    }

    private async Task RunAsync(HttpContext context, DecisionScope scope)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        var pending = System.Threading.Channels.Channel.CreateBounded<FilterRun>(new BoundedChannelOptions(MostAhead) { SingleReader = true, SingleWriter = true });
        var writing = WriteAsync(context.Response.BodyWriter, pending.Reader, stop);
        try
        {
            await foreach (var run in FilterLines.ReadAsync(context.Request.BodyReader, runs, stop.Token))
            {
                run.Work = Task.Run(() => run.DecideAsync(filter, scope, stop.Token), stop.Token);
                await pending.Writer.WriteAsync(run, stop.Token);
            }

            pending.Writer.Complete();
        }
        catch (Exception error)
        {
            pending.Writer.TryComplete(error);
        }

        await writing; // throws what went wrong on either side
    }

    private async Task WriteAsync(PipeWriter writer, ChannelReader<FilterRun> pending, CancellationTokenSource stop)
    {
        try
        {
            long count = 0;
            var unflushed = 0;
            await foreach (var run in pending.ReadAllAsync(stop.Token))
            {
                await run.Work;
                writer.Write(run.Answer.WrittenSpan);
                count += run.Answered;
                unflushed += run.Answer.WrittenCount;
                runs.Return(run);
                if (unflushed >= FlushAt || pending.Count == 0)
                {
                    await writer.FlushAsync(stop.Token);
                    unflushed = 0;
                }
            }

            await writer.WriteAsync(FilterAnswers.Close(count), stop.Token);
        }
        catch
        {
            await stop.CancelAsync(); // nobody reads on for an answer that cannot be written
            throw;
        }
    }
}
