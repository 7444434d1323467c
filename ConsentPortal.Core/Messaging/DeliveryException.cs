namespace ConsentPortal.Core.Messaging;

/// <summary>What is known of a mail that was not delivered.</summary>
public enum DeliveryFault
{
    /// <summary>It did not leave, and may later.</summary>
    Temporary,

    /// <summary>The receiving side refused it for good (5xx to the recipient or to the message).</summary>
    Permanent,

    /// <summary>The whole message was handed over and no answer came: it may have arrived.</summary>
    Unknown,
}

/// <summary>A mail could not be handed over; the message is the reason as the server gave it, for an administrator.</summary>
public sealed class DeliveryException(DeliveryFault fault, string reason, Exception? inner = null) : Exception(reason, inner)
{
    public DeliveryFault Fault => fault;
}
