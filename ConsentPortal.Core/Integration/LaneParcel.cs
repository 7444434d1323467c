using ConsentPortal.Core.Messaging;

namespace ConsentPortal.Core.Integration;

/// <summary>One event on its way to one endpoint.</summary>
internal sealed class LaneParcel(OutgoingEvent? happened, WebhookDelivery delivery, bool isNew)
{
    /// <summary>Null where the webhook may not be told of it any more.</summary>
    public OutgoingEvent? Happened => happened;

    public WebhookDelivery Delivery => delivery;

    /// <summary>No row of the log yet.</summary>
    public bool IsNew => isNew;

    public AttemptResult? Result { get; set; }

    /// <summary>It waits, behind an earlier one about the same subject, until then.</summary>
    public DateTimeOffset? HeldUntil { get; set; }

    public bool IsHandled => Result is not null || HeldUntil is not null;
}

/// <summary>A handful of parcels of one lane, and where the lane stands when all of them are handled.</summary>
/// <param name="Stream">Null for retries, which move no cursor.</param>
internal sealed record LaneBatch(IReadOnlyList<LaneParcel> Parcels, string? Stream = null, long From = 0, long Next = 0)
{
    /// <summary>Nothing to send, but the lane can look further.</summary>
    public bool OnlyMoves => Parcels.Count == 0 && Stream is not null;

    /// <summary>Every parcel is new and was taken in: its save changes nothing that the next batch looks at.</summary>
    public bool HasArrived => Parcels.All(p => p is { IsNew: true, Result.Ok: true });

    /// <summary>Begins to read what comes behind it; null where nothing is known to come.</summary>
    public Func<LaneAhead>? Ahead { get; init; }
}

/// <summary>A batch that arrived and is being written down while the next one is sent: killed now, both are sent again under the same ids.</summary>
/// <param name="Saved">Ends when it is written down, or with the fault that ends the lane.</param>
internal sealed record UnsavedBatch(LaneBatch? Batch, Task Saved)
{
    public static UnsavedBatch None { get; } = new(null, Task.CompletedTask);
}

/// <summary>What a lane knows beyond what is stored: the batch that is being written down, and the stretch behind it.</summary>
internal sealed record LaneKnown(LaneBatch? Unsaved, LaneAhead? Ahead)
{
    /// <summary>Where it goes on, if it stands there: behind the batch that is being written down.</summary>
    public long From(string stream, long stored) => Unsaved is { } batch && batch.Stream == stream && batch.From == stored ? batch.Next : stored;
}

/// <summary>Which waiting deliveries hold back others about the same subject: an opt-out waits for opt-outs only, a replay for everything.</summary>
internal static class LaneOrder
{
    public static bool Holds(DeliveryLane waiting, DeliveryLane other) => other switch
    {
        DeliveryLane.Urgent => waiting == DeliveryLane.Urgent,
        DeliveryLane.Normal => waiting is DeliveryLane.Urgent or DeliveryLane.Normal,
        _ => true,
    };
}
