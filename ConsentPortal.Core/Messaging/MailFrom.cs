namespace ConsentPortal.Core.Messaging;

/// <summary>Whom a mail comes from and who gets the answer. An empty part is said by the portal's settings; without a reply address answers go to
/// the sender. The address is also the envelope's, so its domain must let this server send (SPF, DKIM).</summary>
public sealed record MailFrom(string Name, string Address, string ReplyTo)
{
    public const int NameMaxLength = 120;

    /// <summary>As the settings say.</summary>
    public static readonly MailFrom Portal = new("", "", "");
}
