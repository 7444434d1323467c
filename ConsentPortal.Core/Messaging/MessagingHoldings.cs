using System.Runtime.CompilerServices;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Core.Messaging;

/// <summary>The mails and texts that were written to the person; the text of one that has left is not kept.</summary>
public sealed class MessagingHoldings(HeldRows rows) : IHoldsPersonalData
{
    public string Room => "Messaging";

    public IReadOnlyList<PersonalTable> Tables { get; } =
    [
        new("emails", "messages"), new("text_messages", "messages"),
        new("outbox_messages", "messages", "Only the number of a thing that changed, until the change was told; what changed is handed out."),
    ];

    public async IAsyncEnumerable<PersonalRecord> ExportAsync(PersonalDataSubject subject, [EnumeratorCancellation] CancellationToken ct)
    {
        var (points, addresses) = (subject.ContactPoints.ToList(), subject.Addresses.ToList());
        await foreach (var some in rows.SlicesAsync<Email>((db, last) => db.Set<Email>().Where(e => ((e.PointId != 0 && points.Contains(e.PointId)) || addresses.Contains(e.To)) && e.Id > (last == null ? default : last.Id)).OrderBy(e => e.Id), ct))
        {
            foreach (var mail in some)
            {
                // a link in a mail that has not left is a key, which is nobody's data
                yield return new("messages", "emails", mail.Id.ToString(), mail.CreatedAt, new PersonalFields().Add("channel", Channel.Email).Add("kind", mail.Kind).Add("to", mail.To).Add("subject", mail.Subject)
                    .Add("from", mail.FromAddress).Add("state", mail.State).Add("createdAt", mail.CreatedAt).Add("sentAt", mail.SentAt).Items);
            }
        }

        await foreach (var some in rows.SlicesAsync<TextMessage>((db, last) => db.Set<TextMessage>().Where(m => ((m.PointId != 0 && points.Contains(m.PointId)) || addresses.Contains(m.To)) && m.Id > (last == null ? default : last.Id)).OrderBy(m => m.Id), ct))
        {
            foreach (var text in some)
            {
                yield return new("messages", "text_messages", text.Id.ToString(), text.CreatedAt, new PersonalFields().Add("channel", Channel.Sms).Add("kind", text.Kind).Add("to", text.To).Add("createdAt", text.CreatedAt).Add("sentAt", text.SentAt).Items);
            }
        }
    }
}
