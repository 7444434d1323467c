using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>How a company shows itself to people: name, look, who mails come from, and the host under which its public pages are reached. Compliance
/// profiles choose one; what it leaves empty is said by the branding folder.</summary>
public sealed class Brand : IEntity, IAudited, IVersioned, IRule
{
    public const int NameMaxLength = 120;
    public const int UrlMaxLength = 400;

    /// <summary>Of an address that mail comes from (RFC 5321).</summary>
    public const int AddressMaxLength = 254;

    /// <summary>Of a name in the DNS (RFC 1035).</summary>
    public const int HostMaxLength = 253;

    public Id<Brand> Id { get; init; }

    /// <summary>As it stands beside the logo.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>A file's reference; empty = the branding folder's logo.</summary>
    public string Logo { get; internal set; } = "";

    public string LogoAlt { get; internal set; } = "";

    /// <summary>#rrggbb; empty = the branding folder's.</summary>
    public string Accent { get; internal set; } = "";

    public string AccentDark { get; internal set; } = "";

    public string Font { get; internal set; } = "";

    /// <summary>http or https.</summary>
    public string Website { get; internal set; } = "";

    /// <summary>Where a person asks for help: http, https or mailto.</summary>
    public string Help { get; internal set; } = "";

    /// <summary>Who mails come from, by name; empty = as the portal's settings say.</summary>
    public string SenderName { get; internal set; } = "";

    /// <summary>The address that mails come from; empty = the portal's own.</summary>
    public string SenderAddress { get; internal set; } = "";

    /// <summary>Where answers go; empty = to the sender.</summary>
    public string ReplyTo { get; internal set; } = "";

    /// <summary>Under which its links lead, in ASCII, without scheme and port; null = the portal's own. No two brands have the same.</summary>
    public string? Host { get; internal set; }

    public bool Active { get; internal set; } = true;

    public int Version { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>What was decided of it.</summary>
    public BrandLook Look
    {
        get => new() { Logo = Chosen(Logo), LogoAlt = Chosen(LogoAlt), Accent = Chosen(Accent), AccentDark = Chosen(AccentDark), Font = Chosen(Font) };
        internal set => (Logo, LogoAlt, Accent, AccentDark, Font) = (value.Logo ?? "", value.LogoAlt ?? "", value.Accent ?? "", value.AccentDark ?? "", value.Font ?? "");
    }

    public BrandFacts Facts => new(Name) { Look = Look, Website = Website, Help = Help, SenderName = SenderName, SenderAddress = SenderAddress, ReplyTo = ReplyTo, Host = Host ?? "" };

    private static string? Chosen(string value) => value.Length > 0 ? value : null;
}

/// <summary>What somebody says of a brand; an empty text is not said.</summary>
public sealed record BrandFacts(string Name)
{
    public BrandLook Look { get; init; } = BrandLook.None;

    public string Website { get; init; } = "";

    public string Help { get; init; } = "";

    public string SenderName { get; init; } = "";

    public string SenderAddress { get; init; } = "";

    public string ReplyTo { get; init; } = "";

    public string Host { get; init; } = "";
}
