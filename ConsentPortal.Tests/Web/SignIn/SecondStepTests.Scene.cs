using System.Net;
using System.Text.RegularExpressions;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Web.SignIn;

public sealed partial class SecondStepTests
{
    /// <summary>Sets an app up over the page; answers its key and the recovery codes.</summary>
    private static async Task<(byte[] Secret, List<string> Codes)> SetUpAsync(FormVisitor visitor)
    {
        var page = await visitor.Client.GetStringAsync(new Uri("/account/authenticator", UriKind.Relative));
        var secret = Key(page);
        using var done = await visitor.SubmitAsync("/account/authenticator", "set-up",
            new(StringComparer.Ordinal) { ["Input.Ticket"] = Hidden(page, "Input.Ticket"), ["Input.Code"] = CodeNow(secret, 0), ["Input.Password"] = WebPortal.Password });
        return (secret, [.. Recovery().Matches(await done.Content.ReadAsStringAsync()).Select(m => m.Groups["code"].Value)]);
    }

    private static async Task<HttpResponseMessage> PasswordAsync(WebPortal portal, FormVisitor visitor, string back = "", Role role = Role.SalesRepresentative)
    {
        var member = await portal.MemberAsync(role);
        return await visitor.SubmitAsync(back.Length > 0 ? $"/sign-in?back={Uri.EscapeDataString(back)}" : "/sign-in", "sign-in", new(StringComparer.Ordinal) { ["Input.Email"] = member.Email!, ["Input.Password"] = WebPortal.Password });
    }

    /// <summary>The code of this step or, where one of this step was taken already, of the next, which a clock that goes wrong may show.</summary>
    private static string CodeNow(byte[] secret, int later) => Totp.Code(secret, Totp.StepAt(DateTimeOffset.UtcNow) + later);

    private static string Path(HttpResponseMessage answer)
        => answer.Headers.Location is { } to ? to.IsAbsoluteUri ? to.PathAndQuery : to.OriginalString is ['/', ..] ? to.OriginalString : "/" + to.OriginalString : answer.StatusCode.ToString();

    private static string Hidden(string page, string name) => Regex.Match(page, $"name=\"{name}\" value=\"(?<value>[^\"]+)\"", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups["value"].Value;

    private static byte[] Key(string page)
    {
        const string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var text = Regex.Match(WebUtility.HtmlDecode(page), "secret=(?<key>[A-Z2-7]+)", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups["key"].Value;
        var bits = string.Concat(text.Select(c => Convert.ToString(letters.IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(n => Convert.ToByte(bits.Substring(n * 8, 8), 2))];
    }

    [GeneratedRegex("<code[^>]*>(?<code>[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4})</code>", RegexOptions.None, 1000)]
    private static partial Regex Recovery();
}
