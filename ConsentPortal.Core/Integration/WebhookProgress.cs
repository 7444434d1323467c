using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Integration;

/// <summary>How far a lane of a webhook has come in one stream: everything up to here was delivered or stands in the log as waiting.</summary>
public sealed class WebhookCursor : IEntity
{
    public Id<Webhook> WebhookId { get; init; }

    public string Stream { get; init; } = "";

    public DeliveryLane Lane { get; init; }

    public long Sequence { get; internal set; }

    /// <summary>Of a back-fill: where it ends; 0 = there is none.</summary>
    public long UpTo { get; internal set; }
}

/// <summary>How an endpoint does; no part of its settings, so no change that anybody must be told.</summary>
public sealed class WebhookHealth : IEntity
{
    public Id<Webhook> WebhookId { get; init; }

    public long Delivered { get; internal set; }

    public long Failed { get; internal set; }

    public DateTimeOffset? LastSuccessAt { get; internal set; }

    public DateTimeOffset? LastFailureAt { get; internal set; }

    public int LastStatus { get; internal set; }

    public DeliveryFault LastFault { get; internal set; }

    /// <summary>Attempts since the last one that arrived.</summary>
    public int FailuresInARow { get; internal set; }
}

/// <summary>Which process delivers, until when: one at a time, however many serve. It renews its turn with everything it writes.</summary>
public sealed class WebhookTurn : IEntity
{
    public int Number { get; init; }

    public long Holder { get; internal set; }

    public DateTimeOffset Until { get; internal set; }
}
