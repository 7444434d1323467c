using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Messaging;

/// <summary>A public event that must leave the house: written in the save that made it, taken by a worker afterwards.</summary>
public sealed class OutboxMessage : IEntity
{
    public const int KindMaxLength = 60;

    public Id<OutboxMessage> Id { get; init; }

    public string Kind { get; init; } = "";

    /// <summary>JSON, without any address or free text.</summary>
    public string Payload { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? DispatchedAt { get; private set; }

    internal void Dispatch(DateTimeOffset now) => DispatchedAt = now;
}
