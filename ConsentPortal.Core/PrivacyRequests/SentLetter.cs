using System.Security.Cryptography;
using System.Text;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>That a mail about a case was put on its way, and the hash of its words: a copy that somebody shows later can be held against it. The words themselves
/// are not kept, and the keyed link in them cannot be guessed from the hash.</summary>
public sealed class SentLetter : IEntity, IAppendOnly
{
    public const int KindMaxLength = 40;

    public Id<SentLetter> Id { get; init; }

    public Id<PrivacyRequest> RequestId { get; init; }

    /// <summary>As <see cref="Email.Kind"/>.</summary>
    public string Kind { get; init; } = "";

    public DateTimeOffset At { get; init; }

    /// <summary>SHA-256 of subject, line feed and text, as UTF-8.</summary>
    public byte[] Sha256 { get; init; } = [];
}

/// <summary>Writes down what of a mail stays: its kind, its time and its hash.</summary>
public sealed class SentLetters(IdSource ids)
{
    /// <summary>In the save that queues the mail.</summary>
    internal void Add(PortalDb db, PrivacyRequest request, Id<Email> id)
    {
        var email = db.Set<Email>().Local.First(e => e.Id == id);
        db.Add(new SentLetter { Id = ids.Next<SentLetter>(), RequestId = request.Id, Kind = email.Kind, At = email.CreatedAt, Sha256 = SHA256.HashData(Encoding.UTF8.GetBytes($"{email.Subject}\n{email.Text}")) });
    }
}
