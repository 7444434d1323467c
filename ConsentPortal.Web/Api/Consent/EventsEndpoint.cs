using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api.Consent;

/// <summary><c>POST /consent/events</c>: writes down what people said elsewhere.</summary>
internal sealed class EventsEndpoint(RecordConsent record)
{
    public async Task<ApiReply> RunAsync(Fields body, Actor caller, HttpRequest request, CancellationToken ct)
    {
        var items = body.List("items", RecordConsent.MaxItems);
        body.NoOthers();
        if (items is null || body.Problems.Count > 0)
        {
            return ApiReply.Refused(body.Problems);
        }

        var read = items.Select(StatementReader.Read).ToList();
        List<ConsentStatement> sound = [.. read.Select(r => r.Statement).OfType<ConsentStatement>()];
        IReadOnlyList<RecordResult> results = [];
        if (sound.Count > 0)
        {
            var written = await record.RunAsync(new(sound), caller, ct);
            if (!written.Ok)
            {
                return ApiReply.Refused(written.Problems);
            }

            results = written.Value;
        }

        var next = 0;
        return ApiReply.Of(new EventsAnswer([.. read.Select(r => AnswerOf(r.Statement is null ? new(RecordOutcome.Invalid, default, r.Error) : results[next++]))]));
    }

    private static EventAnswer AnswerOf(RecordResult result) => new(result.EventId.IsNone ? null : result.EventId, result.Outcome, result.Error, result.Erased ? Warning.ErasedOnRequest : null);
}
