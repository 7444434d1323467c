using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Preferences;

/// <summary>One published version of a preference center. Written once: events and receipts name it, so it stays as it was shown.</summary>
public sealed class CenterVersion : IEntity, IAppendOnly, IAudited
{
    public Id<CenterVersion> Id { get; init; }

    public Id<ComplianceProfile> ProfileId { get; init; }

    /// <summary>From 1, without a gap, for this profile.</summary>
    public int Number { get; init; }

    /// <summary>As <see cref="CenterJson"/> writes it.</summary>
    public string DesignJson { get; init; } = "";

    /// <summary>Of the UTF-8 of <see cref="DesignJson"/>.</summary>
    public byte[] Sha256 { get; init; } = [];

    public DateTimeOffset PublishedAt { get; init; }

    /// <summary>The member of staff, by number as text; empty = the portal itself.</summary>
    public string PublishedBy { get; init; } = "";

    public Id<SideRow> CommentId { get; init; }

    public byte[]? CommentHash { get; init; }

    /// <summary>Why it was published, in an erasable side row; id 0 = nobody said.</summary>
    public SideRef Comment => new(CommentId, CommentHash);

    public CenterDesign Design => CenterJson.Read(DesignJson);

    internal static byte[] HashOf(string json) => SHA256.HashData(Encoding.UTF8.GetBytes(json));

    /// <summary>How forms, events and receipts name a version: <c>center-1@3</c> is the third one of profile 1. What was never published has
    /// the name that all pages had before they could be designed.</summary>
    public static string ReferenceOf(ComplianceProfile profile, int number)
        => number == 0 ? ChoiceWording.Version : string.Create(CultureInfo.InvariantCulture, $"center-{profile.Number}@{number}");

    /// <summary>What an event says of the page that somebody answered on: the version that the form names where the profile has published it,
    /// else the one that readers see now. A form from before a publish is answered as it was shown; one that names nothing is older than
    /// any publish.</summary>
    public static string Shown(ComplianceProfile profile, PreferenceCenter center, string? claimed)
        => NumberIn(profile, string.IsNullOrEmpty(claimed) ? ChoiceWording.Version : claimed) is { } number && number <= center.PublishedNumber ? ReferenceOf(profile, number) : ReferenceOf(profile, center.PublishedNumber);

    /// <summary>The number in a reference of this profile; null where it is none.</summary>
    public static int? NumberIn(ComplianceProfile profile, string? reference)
    {
        if (reference == ChoiceWording.Version)
        {
            return 0;
        }

        var prefix = string.Create(CultureInfo.InvariantCulture, $"center-{profile.Number}@");
        return reference is not null && reference.StartsWith(prefix, StringComparison.Ordinal)
            && int.TryParse(reference.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
    }
}
