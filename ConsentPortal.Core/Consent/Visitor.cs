using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>What is known of somebody who posts on a public page: kept as evidence in an erasable side row. The language is the page's (BCP 47).</summary>
public sealed record Visitor(string Language, string? Ip = null, string? UserAgent = null)
{
    /// <summary>The browser sends <c>Sec-GPC: 1</c>: it refuses sale or sharing for its user.</summary>
    public bool RefusesSale { get; init; }

    /// <summary>The version of the page that they had before them; empty = they did not say, or it has none.</summary>
    public string PageVersion { get; init; } = "";

    private const int IpMaxLength = 64, UserAgentMaxLength = 1000;

    /// <summary>With the sentence that the visitor saw and its version, where there was one.</summary>
    public ConsentEvidence Saw(string? wording = null, string? version = null) => new()
    {
        Wording = wording, WordingVersion = version, Language = Text.Cut(Language, ConsentEvent.LanguageMaxLength),
        Ip = Text.CleanOrNull(Ip) is { } ip ? Text.Cut(ip, IpMaxLength) : null, UserAgent = Text.CleanOrNull(UserAgent) is { } agent ? Text.Cut(agent, UserAgentMaxLength) : null,
    };

    /// <summary>With a wording as it was shown, whose language may be another than the page's.</summary>
    public ConsentEvidence Saw(ShownWording shown) => Saw(shown.Text, shown.Version) with { Language = shown.Language };
}
