using System.Buffers;
using System.Globalization;
using System.Text;

namespace ConsentPortal.Core.Contacts;

/// <summary>The canonical form of an email address (RFC 5321 limits, RFC 6531 local parts, IDNA domains).</summary>
internal static class EmailAddress
{
    private const int LocalMaxOctets = 64, AddressMaxOctets = 254, LabelMaxOctets = 63;
    private static readonly SearchValues<char> Plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-+_@");
    private static readonly IdnMapping Idn = new() { AllowUnassigned = false, UseStd3AsciiRules = true };

    /// <summary>Null when it is no address that mail could reach.</summary>
    public static string? Canonical(string typed) => IsPlain(typed) ? typed : Read(typed);

    // lower-case letters, digits, dots, hyphens, plus, underscore: what most addresses are is canonical as it stands, and makes no garbage
    private static bool IsPlain(string typed)
    {
        var at = typed.IndexOf('@', StringComparison.Ordinal);
        if (at is <= 0 or > LocalMaxOctets || typed.Length > AddressMaxOctets || typed.AsSpan().ContainsAnyExcept(Plain))
        {
            return false;
        }

        var local = typed.AsSpan(0, at);
        var domain = typed.AsSpan(at + 1);
        return local is not ['.', ..] and not [.., '.'] && !local.Contains("..", StringComparison.Ordinal) && DomainIsPlain(domain);
    }

    // labels of letters and digits alone: hyphens and xn-- are looked at more closely
    private static bool DomainIsPlain(ReadOnlySpan<char> domain)
        => !domain.ContainsAny("@+_-") && domain is not ['.', ..] and not [.., '.'] && domain.Contains('.') && !domain.Contains("..", StringComparison.Ordinal) && LabelsAreShort(domain);

    private static bool LabelsAreShort(ReadOnlySpan<char> domain)
    {
        foreach (var label in domain.Split('.'))
        {
            if (label.End.Value - label.Start.Value > LabelMaxOctets)
            {
                return false;
            }
        }

        return true;
    }

    private static string? Read(string typed)
    {
        var text = typed.Trim();
        if (text.Length is 0 or > 512 || !Legal(text))
        {
            return null;
        }

        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at <= 0 || at != text.LastIndexOf('@'))
        {
            return null;
        }

        var ascii = Ascii.IsValid(text);
        var local = ascii ? text[..at].ToLowerInvariant() : Fold(text[..at]);
        if (local is null || !LocalIsSound(local) || Domain(text[(at + 1)..], ascii) is not { } domain)
        {
            return null;
        }

        var canonical = $"{local}@{domain}";
        return Encoding.UTF8.GetByteCount(local) <= LocalMaxOctets && Encoding.UTF8.GetByteCount(canonical) <= AddressMaxOctets ? canonical : null;
    }

    // controls, invisible format characters and any white space inside would let one mailbox hide behind two spellings
    private static bool Legal(string text)
    {
        foreach (var c in text)
        {
            if (c is '<' or '>' or ',' || char.IsControl(c) || char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format)
            {
                return false;
            }
        }

        return true;
    }

    private static bool LocalIsSound(string local) => local is not ['.', ..] and not [.., '.'] && !local.Contains("..", StringComparison.Ordinal);

    // "MÜNCHEN.de", "mu\u0308nchen.de" and "xn--mnchen-3ya.de." are one domain
    private static string? Domain(string typed, bool ascii)
    {
        var text = ascii ? typed.ToLowerInvariant() : Fold(typed);
        if (text is null)
        {
            return null;
        }

        text = text is [.., '.'] ? text[..^1] : text;
        if (!ascii || text.Contains("xn--", StringComparison.Ordinal))
        {
            text = ToAscii(text);
        }

        return text is not null && text.Contains('.', StringComparison.Ordinal) && text.Split('.').All(LabelIsSound) ? text : null;
    }

    private static string? ToAscii(string text)
    {
        try
        {
            // there and back, so that an A-label which no name would give is refused rather than stored as a second key
            var name = Idn.GetUnicode(text);
            return Idn.GetAscii(name.Normalize(NormalizationForm.FormC).ToLowerInvariant()).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool LabelIsSound(string label)
        => label.Length is > 0 and <= LabelMaxOctets && label[0] != '-' && label[^1] != '-' && label.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');

    private static string? Fold(string text)
    {
        try
        {
            // lower-casing can leave a form that is not composed: compose again, so that folding twice changes nothing
            return text.Normalize(NormalizationForm.FormC).ToLowerInvariant().Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return null; // a lone surrogate is no text
        }
    }
}
