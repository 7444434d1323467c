using System.Globalization;
using System.Text.RegularExpressions;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>A host name as the DNS has it (RFC 1123): labels of letters, digits and hyphens in ASCII, at least two, the last no number.</summary>
internal static partial class HostName
{
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>Lower-case ASCII without a closing dot; null for what is no host name.</summary>
    public static string? Read(string? typed)
    {
        try
        {
            var ascii = Idn.GetAscii(Text.Clean(typed).TrimEnd('.')).ToLowerInvariant();
            return ascii.Length <= Brand.HostMaxLength && Shape().IsMatch(ascii) ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null; // an empty or overlong label, or a letter that no name has
        }
    }

    [GeneratedRegex(@"^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+(?!\d+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape();
}
