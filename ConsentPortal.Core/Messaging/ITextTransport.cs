namespace ConsentPortal.Core.Messaging;

/// <summary>The way to phones: a gateway of the owner, or a folder that a developer looks into.</summary>
public interface ITextTransport
{
    /// <summary>Throws with a reason that an administrator understands.</summary>
    Task SendAsync(TextMessage message, CancellationToken ct);
}
