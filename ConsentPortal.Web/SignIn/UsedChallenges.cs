using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ConsentPortal.Web.SignIn;

/// <summary>Lets a passkey's challenge be answered once: its cookie is only taken from the browser, so a copied request would be good for as
/// long as the cookie is. In memory, for each process.</summary>
internal sealed class UsedChallenges(IOptionsMonitor<CookieAuthenticationOptions> cookies, TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(15); // longer than any challenge

    private readonly ConcurrentDictionary<string, DateTimeOffset> used = new(StringComparer.Ordinal);

    /// <summary>True the first time; false without a challenge, too.</summary>
    public bool Take(HttpContext http)
    {
        var now = clock.GetUtcNow();
        foreach (var old in used.Where(u => u.Value < now))
        {
            used.TryRemove(old);
        }

        var name = cookies.Get(IdentityConstants.TwoFactorUserIdScheme).Cookie.Name;
        return name is not null && http.Request.Cookies[name] is { Length: > 0 } cookie
            && used.TryAdd(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(cookie))), now + Life);
    }
}
