using System.Text.RegularExpressions;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>What a brand may say of itself, each rule with the sentence that says the mend. What is taken is tidied: colours as #rrggbb, hosts and
/// the hosts of addresses in ASCII.</summary>
internal static partial class BrandRules
{
    public static BrandFacts Tidy(BrandFacts facts) => facts with
    {
        Name = Text.Clean(facts.Name),
        Look = new()
        {
            Logo = Text.CleanOrNull(facts.Look.Logo), LogoAlt = Text.CleanOrNull(facts.Look.LogoAlt), Font = Text.CleanOrNull(facts.Look.Font),
            Accent = PublicColours.Tidy(facts.Look.Accent), AccentDark = PublicColours.Tidy(facts.Look.AccentDark),
        },
        Website = Text.Clean(facts.Website), Help = Mailto(Text.Clean(facts.Help)), SenderName = Text.Clean(facts.SenderName),
        SenderAddress = Address(facts.SenderAddress) ?? Text.Clean(facts.SenderAddress), ReplyTo = Address(facts.ReplyTo) ?? Text.Clean(facts.ReplyTo),
        Host = HostName.Read(facts.Host) ?? Text.Clean(facts.Host),
    };

    /// <param name="own">The portal's own host.</param>
    public static List<Problem> Refuse(BrandFacts facts, string own) =>
    [
        .. Wellformed.Line("name", facts.Name, Brand.NameMaxLength, "Enter a name."),
        .. File("logo", facts.Look.Logo), .. Wellformed.Line("logoAlt", facts.Look.LogoAlt, Brand.NameMaxLength),
        .. PublicColours.Check("accent", facts.Look.Accent, PublicColours.Light), .. PublicColours.Check("accentDark", facts.Look.AccentDark, PublicColours.Dark), .. File("font", facts.Look.Font),
        .. Link("website", facts.Website, mayMail: false), .. Link("help", facts.Help, mayMail: true),
        .. Sender(facts.SenderName), .. Mail("senderAddress", facts.SenderAddress), .. Mail("replyTo", facts.ReplyTo), .. Host(facts.Host, own),
    ];

    private static IEnumerable<Problem> File(string field, string? reference)
    {
        if (reference is not null && FileReference.Parse(reference) is null)
        {
            yield return Problem.Invalid(field, "Choose a file of the branding folder, or upload one.");
        }
    }

    private static IEnumerable<Problem> Link(string field, string url, bool mayMail)
    {
        if (url.Length > Brand.UrlMaxLength)
        {
            yield return Problem.Invalid(field, $"Use at most {Brand.UrlMaxLength} characters.");
        }
        else if (url.Length > 0 && !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme is "https" or "http" || (mayMail && uri.Scheme == "mailto"))))
        {
            yield return mayMail ? Problem.Invalid(field, "Enter a web address that begins with https://, or an email address.") : Problem.Invalid(field, "Enter a web address that begins with https://.");
        }
    }

    // it stands in a header of every mail
    private static IEnumerable<Problem> Sender(string name)
        => name.Any(char.IsControl) || name.IndexOfAny(['<', '>', '"']) >= 0 ? [Problem.Invalid("senderName", "Write the name on one line, without < > and quotation marks.")] : Wellformed.Line("senderName", name, Brand.NameMaxLength);

    private static IEnumerable<Problem> Mail(string field, string address)
    {
        if (address.Length > 0 && Address(address) is null)
        {
            yield return Problem.Invalid(field, "Enter one email address: news@example.com.");
        }
    }

    private static IEnumerable<Problem> Host(string host, string own)
    {
        if (host.Length == 0)
        {
            yield break;
        }

        if (HostName.Read(host) is not { } name)
        {
            yield return Problem.Invalid("host", "Enter the bare name of the host, without https://, port and path: preferences.example.com.");
        }
        else if (name == own)
        {
            yield return Problem.Invalid("host", "This is the portal's own host. Leave the field empty, or enter another name that leads here.");
        }
    }

    // plain ASCII before the @: not every mail server takes more in a sender
    private static string? Address(string? typed)
    {
        var text = Text.Clean(typed);
        var at = text.LastIndexOf('@');
        return at > 0 && text.Length <= Brand.AddressMaxLength && Local().IsMatch(text[..at]) && HostName.Read(text[(at + 1)..]) is { } host ? $"{text[..at]}@{host}" : null;
    }

    private static string Mailto(string help) => Address(help) is { } address ? $"mailto:{address}" : help;

    [GeneratedRegex(@"^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Local();
}
