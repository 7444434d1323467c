using System.Net.Mail;
using System.Text;

namespace ConsentPortal.Core.Messaging;

/// <summary>Writes each mail as one <c>.eml</c> file, named by its id: what Development and tests look into.</summary>
public sealed class PickupTransport(MailSettings settings, MailMessages messages) : IMailTransport
{
    public bool KeepsBodies => true;

    public async Task SendAsync(Email email, CancellationToken ct)
    {
        var folder = Directory.CreateDirectory(settings.Pickup!).FullName;
        var hidden = Directory.CreateDirectory(Path.Combine(folder, $".{email.Id}")).FullName; // the client picks the file's name: ours is given by a move
        try
        {
            using SmtpClient client = new() { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = hidden, DeliveryFormat = Ascii.IsValid(email.To) ? SmtpDeliveryFormat.SevenBit : SmtpDeliveryFormat.International };
            using var message = messages.Make(email);
            await client.SendMailAsync(message, ct);
            File.Move(Directory.GetFiles(hidden).Single(), Path.Combine(folder, $"{email.Id}.eml"), overwrite: true);
        }
        finally
        {
            Directory.Delete(hidden, recursive: true);
        }
    }
}
