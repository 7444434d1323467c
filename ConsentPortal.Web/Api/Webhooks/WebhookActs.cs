using System.Globalization;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api.Webhooks;

/// <summary>What is done with one webhook: a new secret, a test, the past once more, on and off.</summary>
internal sealed class WebhookActs(RotateWebhookSecret rotate, SendTestEvent test, BackfillWebhook backfill, SwitchWebhook turn, ReadWebhook read)
{
    public async Task<ApiReply> RotateAsync(Fields body, Actor caller, HttpRequest request, CancellationToken ct)
    {
        var endOld = body.Flag("endOld") ?? false;
        body.NoOthers();
        if (body.Problems.Count > 0)
        {
            return ApiReply.Refused(body.Problems);
        }

        var rotated = await rotate.RunAsync(new(WebhookEdits.IdOf(request), endOld), caller, ct);
        return rotated.Ok ? ApiReply.Of(new SecretAnswer(rotated.Value.Secret, rotated.Value.OldUntil)) : ApiReply.Refused(rotated.Problems);
    }

    public async Task<ApiReply> TestAsync(Fields body, Actor caller, HttpRequest request, CancellationToken ct)
    {
        body.NoOthers();
        if (body.Problems.Count > 0)
        {
            return ApiReply.Refused(body.Problems);
        }

        var tested = await test.RunAsync(new(WebhookEdits.IdOf(request)), caller, ct);
        return tested.Ok ? ApiReply.Of(new TestAnswer(tested.Value.Delivery, tested.Value.Arrived, tested.Value.Status == 0 ? null : tested.Value.Status, Text.CleanOrNull(tested.Value.Said), tested.Value.Milliseconds)) : ApiReply.Refused(tested.Problems);
    }

    public async Task<ApiReply> BackfillAsync(Fields body, Actor caller, HttpRequest request, CancellationToken ct)
    {
        FeedPlace place = default;
        if (body.Text("after") is { Length: > 0 } after && !FeedPlace.TryParse(after, out place))
        {
            body.Refuse("after", "Send a sequence number of the feed, or what the feed named as next.");
        }

        body.NoOthers();
        if (body.Problems.Count > 0)
        {
            return ApiReply.Refused(body.Problems);
        }

        var begun = await backfill.RunAsync(new(WebhookEdits.IdOf(request), place.Sequence), caller, ct);
        return begun.Ok ? ApiReply.Of(new BackfillAnswer(begun.Value)) : ApiReply.Refused(begun.Problems);
    }

    public Task<IReadOnlyList<Problem>> WakeAsync(ReadWebhook.View found, Fields body, Actor caller, CancellationToken ct) => TurnAsync(found, on: true, body, caller, ct);

    public Task<IReadOnlyList<Problem>> OffAsync(ReadWebhook.View found, Fields body, Actor caller, CancellationToken ct) => TurnAsync(found, on: false, body, caller, ct);

    public async Task<ApiReply> HealthAsync(ApiQuery query, Actor caller, HttpRequest request, CancellationToken ct)
    {
        query.NoOthers();
        if (query.Problems.Count > 0)
        {
            return ApiReply.Refused(query.Problems);
        }

        var found = await read.RunAsync(new(WebhookEdits.IdOf(request)), caller, ct);
        return found.Ok ? ApiReply.Of(HealthAnswer.Of(found.Value)) : ApiReply.Refused(found.Problems);
    }

    private async Task<IReadOnlyList<Problem>> TurnAsync(ReadWebhook.View found, bool on, Fields body, Actor caller, CancellationToken ct)
    {
        body.NoOthers();
        return body.Problems.Count > 0 ? body.Problems : (await turn.RunAsync(new(found.Webhook.Id, on), caller, ct)).Problems;
    }
}

/// <summary>A new secret, shown this once; null where only the old one was ended.</summary>
internal sealed record SecretAnswer(string? Secret, DateTimeOffset? OldUntil);

/// <summary>What the endpoint answered to a test event. <c>Status</c> null = nothing.</summary>
internal sealed record TestAnswer(Id<WebhookDelivery> Delivery, bool Arrived, int? Status, string? Message, int Milliseconds);

/// <summary>The places of the feed that a back-fill goes through.</summary>
internal sealed record BackfillAnswer(long Events);

/// <summary>How a webhook does. <c>Waiting</c> is tried again by itself, <c>GivenUp</c> only when it is replayed; <c>Behind</c>: events that it was not looked through for yet.</summary>
internal sealed record HealthAnswer(
    WebhookState State, int Waiting, int GivenUp, long Delivered, long Failed, int FailuresInARow, DateTimeOffset? LastSuccessAt, DateTimeOffset? LastFailureAt, string? LastFailure, long Behind, long? BackfillLeft)
{
    public static HealthAnswer Of(ReadWebhook.View view)
    {
        var w = view.Webhook;
        return new(w.State, w.Waiting, w.GivenUp, view.Delivered, view.Failed, w.FailuresInARow, w.LastSuccessAt, w.LastFailureAt, Text.CleanOrNull(DeliveryWords.Of(w.LastFault, w.LastStatus)), view.Behind, view.BackfillLeft);
    }
}
