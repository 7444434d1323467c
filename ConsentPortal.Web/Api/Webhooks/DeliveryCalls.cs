using System.Globalization;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api.Webhooks;

/// <summary><c>/webhooks/{webhook}/deliveries</c>: the log, and sending again.</summary>
internal sealed class DeliveryCalls(FindDeliveries find, ReadDelivery read, ReplayDeliveries replay)
{
    public async Task<ApiReply> ListAsync(ApiQuery query, Actor caller, HttpRequest request, CancellationToken ct)
    {
        var state = query.Word<DeliveryState>("state");
        var page = query.Page();
        query.NoOthers();
        if (query.Problems.Count > 0)
        {
            return ApiReply.Refused(query.Problems);
        }

        var found = await find.RunAsync(new(WebhookEdits.IdOf(request), state, page.After, page.Size), caller, ct);
        return found.Ok ? page.Answer<DeliveryAnswer>([.. found.Value.Rows.Select(r => DeliveryAnswer.Of(r))], found.Value.Next) : ApiReply.Refused(found.Problems);
    }

    public async Task<ApiReply> ReadAsync(ApiQuery query, Actor caller, HttpRequest request, CancellationToken ct)
    {
        query.NoOthers();
        if (query.Problems.Count > 0)
        {
            return ApiReply.Refused(query.Problems);
        }

        var found = await read.RunAsync(new(IdOf(request)), caller, ct);
        return !found.Ok ? ApiReply.Refused(found.Problems) : found.Value.Delivery.WebhookId != WebhookEdits.IdOf(request) ? ApiReply.Refused([Problem.NotFound("There is no such delivery.")])
            : ApiReply.Of(DeliveryAnswer.Of(found.Value.Delivery, found.Value.Attempts));
    }

    public Task<ApiReply> ReplayOneAsync(Fields body, Actor caller, HttpRequest request, CancellationToken ct) => ReplayAsync(body, new(WebhookEdits.IdOf(request), IdOf(request)), caller, ct);

    public Task<ApiReply> ReplayAsync(Fields body, Actor caller, HttpRequest request, CancellationToken ct) => ReplayAsync(body, new(WebhookEdits.IdOf(request), null, body.Time("failedSince")), caller, ct);

    private static Id<WebhookDelivery> IdOf(HttpRequest request) => Id<WebhookDelivery>.TryParse(request.RouteValues["delivery"] as string, null, out var id) ? id : default;

    private async Task<ApiReply> ReplayAsync(Fields body, ReplayDeliveries.Command command, Actor caller, CancellationToken ct)
    {
        body.NoOthers();
        if (body.Problems.Count > 0)
        {
            return ApiReply.Refused(body.Problems);
        }

        var replayed = await replay.RunAsync(command, caller, ct);
        return replayed.Ok ? ApiReply.Of(new ReplayAnswer(replayed.Value)) : ApiReply.Refused(replayed.Problems);
    }
}

/// <summary>How many deliveries will be sent again.</summary>
internal sealed record ReplayAnswer(int Deliveries);

/// <summary>One event for one webhook. <c>EventId</c> is the <c>webhook-id</c>; <c>Status</c> what the endpoint answered last; <c>Attempts</c> in full when one delivery is read.</summary>
internal sealed record DeliveryAnswer(
    Id<WebhookDelivery> Id, string EventId, string Kind, string Subject, string Sequence, bool Urgent, DeliveryLane Lane, DeliveryState State, int Tries, DateTimeOffset OccurredAt, DateTimeOffset FirstAt, DateTimeOffset? LastAt,
    int? Status, DeliveryFault? Fault, string? Message, int Milliseconds, DateTimeOffset? NextAttemptAt, IReadOnlyList<AttemptAnswer>? Attempts)
{
    public static DeliveryAnswer Of(FindDeliveries.Row d, IReadOnlyList<ReadDelivery.Attempt>? attempts = null) => new(
        d.Id, d.EventId, d.Kind, d.Subject, d.Sequence.ToString(CultureInfo.InvariantCulture), d.Urgent, d.Lane, d.State, d.Attempts, d.OccurredAt, d.FirstAt, d.LastAt, d.Status == 0 ? null : d.Status,
        d.Fault == DeliveryFault.None ? null : d.Fault, Text.CleanOrNull(d.Said), d.Milliseconds, d.NextAttemptAt,
        attempts is null ? null : [.. attempts.Select(a => new AttemptAnswer(a.At, a.Status == 0 ? null : a.Status, a.Fault == DeliveryFault.None ? null : a.Fault, Text.CleanOrNull(a.Said), a.Milliseconds))]);
}

/// <summary>One attempt, the oldest first.</summary>
internal sealed record AttemptAnswer(DateTimeOffset At, int? Status, DeliveryFault? Fault, string? Message, int Milliseconds);
