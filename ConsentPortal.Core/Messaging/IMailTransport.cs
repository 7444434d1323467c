namespace ConsentPortal.Core.Messaging;

/// <summary>The way out of the house: SMTP, or a folder that a developer looks into.</summary>
public interface IMailTransport
{
    /// <summary>The mails stay here and can be read on the staff's page.</summary>
    bool KeepsBodies { get; }

    /// <summary>Throws <see cref="DeliveryException"/> with a reason that an administrator understands; any other exception counts as
    /// temporary. Ends by itself within two minutes.</summary>
    Task SendAsync(Email email, CancellationToken ct);
}
