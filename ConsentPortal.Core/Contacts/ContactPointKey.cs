using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Contacts;

/// <summary>One canonical address on one channel: the only way to look an address up, for the screen, the API, an import or a
/// suppression. Two spellings of one mailbox give one key; two mailboxes never do (dots and <c>+tags</c> stay).</summary>
public readonly record struct ContactPointKey
{
    /// <summary>Raised when the rules below change, so that stored keys can be made again.</summary>
    public const short RulesVersion = 1;

    private ContactPointKey(Channel channel, string canonical)
    {
        Channel = channel;
        Canonical = canonical;
    }

    public Channel Channel { get; }

    public string Canonical { get; }

    /// <summary>Reads what somebody typed. False when it is no usable address on this channel.</summary>
    /// <param name="defaultCountry">ISO 3166-1 alpha-2: lets a phone number be written the national way; null = E.164 only.</param>
    public static bool TryParse(Channel channel, string? typed, out ContactPointKey key, string? defaultCountry = null)
    {
        var canonical = typed is null ? null : channel switch
        {
            Channel.Email => EmailAddress.Canonical(typed),
            Channel.Sms or Channel.Voice => PhoneNumber.Canonical(typed, defaultCountry),
            Channel.Push or Channel.Custom => Opaque(typed),
            _ => null,
        };
        key = canonical is null ? default : new(channel, canonical);
        return canonical is not null;
    }

    /// <summary>The channel of an address whose caller named none: with <c>@</c> it is email, else sms.</summary>
    public static Channel Guess(string typed) => typed.Contains('@', StringComparison.Ordinal) ? Channel.Email : Channel.Sms;

    /// <summary>Enough to recognise one's own address, not enough to learn another's: <c>a…@e….com</c>.</summary>
    public static string Mask(Channel channel, string canonical)
    {
        if (channel == Channel.Email && canonical.LastIndexOf('@') is > 0 and var at)
        {
            var domain = canonical[(at + 1)..];
            var dot = domain.LastIndexOf('.');
            return $"{First(canonical)}…@{First(domain)}…{(dot > 0 ? domain[dot..] : "")}";
        }

        return canonical.Length <= 4 ? "…" : channel.IsPhone() ? $"{canonical[..3]}…{canonical[^2..]}" : $"{First(canonical)}…";
    }

    public override string ToString() => $"{Word.Of(Channel)}:{Canonical}";

    private static string First(string text) => char.IsHighSurrogate(text[0]) && text.Length > 1 ? text[..2] : text[..1];

    private static string? Opaque(string typed)
    {
        var text = typed.Trim();
        return text.Length is 0 or > 254 || text.Any(char.IsControl) ? null : text;
    }
}
