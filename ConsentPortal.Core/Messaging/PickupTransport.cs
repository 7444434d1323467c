namespace ConsentPortal.Core.Messaging;

/// <summary>Writes each mail as one <c>.eml</c> file, named by its id, with the bytes that SMTP would carry: what Development and tests
/// look into.</summary>
public sealed class PickupTransport(MailSettings settings, MailMessages messages) : IMailTransport
{
    public bool KeepsBodies => true;

    public async Task SendAsync(Email email, CancellationToken ct)
    {
        var folder = Directory.CreateDirectory(settings.Pickup!).FullName;
        var hidden = Path.Combine(folder, $".{email.Id}"); // whoever looks in sees whole files only
        await File.WriteAllBytesAsync(hidden, messages.Write(email), ct);
        File.Move(hidden, Path.Combine(folder, $"{email.Id}.eml"), overwrite: true);
    }
}
