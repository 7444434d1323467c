using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>One version of what people agree to, for a purpose or one of its topics in one language. Written once: publishing adds the
/// next version, and every older one stays readable, because somebody may have agreed to it.</summary>
public sealed class PublishedWording : IEntity, IAppendOnly, IAudited, IRule
{
    /// <summary>One paragraph: it stands beside a box.</summary>
    public const int TextMaxLength = 2_000;

    public const int LanguageMaxLength = 12;
    public const int ReferenceMaxLength = 40;

    public Id<PublishedWording> Id { get; init; }

    public Id<Purpose> PurposeId { get; init; }

    /// <summary>0 = the purpose itself.</summary>
    public Id<Topic> TopicId { get; init; }

    /// <summary>BCP 47.</summary>
    public string Language { get; init; } = "";

    /// <summary>From 1, without a gap, for this purpose, topic and language.</summary>
    public int Number { get; init; }

    /// <summary>How forms, events and receipts name this version: <c>wording-1-2-de@3</c> is the third German one of purpose 1, topic 2.</summary>
    public string Reference { get; init; } = "";

    public string Text { get; init; } = "";

    public DateTimeOffset PublishedAt { get; init; }

    /// <summary>The member of staff, by number as text; empty = the portal itself.</summary>
    public string PublishedBy { get; init; } = "";

    /// <summary>The SHA-256 that events keep of it.</summary>
    public byte[] Sha256 => SHA256.HashData(Encoding.UTF8.GetBytes(Text));

    internal static string ReferenceOf(Purpose purpose, Topic? topic, string language, int number)
        => string.Create(CultureInfo.InvariantCulture, $"wording-{purpose.Number}-{topic?.Number ?? 0}-{language}@{number}");
}
