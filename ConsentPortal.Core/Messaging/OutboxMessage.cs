using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Messaging;

/// <summary>A public event that must leave the house: written in the save that made it, taken by a worker afterwards.</summary>
public sealed class OutboxMessage : IEntity
{
    public const int KindMaxLength = 60;

    public Id<OutboxMessage> Id { get; init; }

    public string Kind { get; init; } = "";

    /// <summary>JSON, without any address or free text.</summary>
    public string Payload { get; internal set; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was handed to those who tell others.</summary>
    public DateTimeOffset? DispatchedAt { get; private set; }

    /// <summary>Its place among all of them, given after its commit, so that a reader by cursor misses no late one; 0 = not yet placed.</summary>
    public long Sequence { get; private set; }

    internal void Place(long sequence, DateTimeOffset now) => (Sequence, DispatchedAt) = (sequence, now);
}
