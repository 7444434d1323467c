using ConsentPortal.Core.Team;
using Microsoft.AspNetCore.Identity;

namespace ConsentPortal.Web.SignIn;

/// <summary>Lets members in by passkey: the device shows that it holds the key and that its owner is there (finger, face, code), which is
/// two factors at once. The challenge waits in a cookie of Identity's.</summary>
internal sealed class PasskeyDoor(SignInManager<TeamMember> signIn, UsePasskey use, ReadMember read, SessionCookies cookies, FailedTries tries, UsedChallenges challenges, DemoMode demo, ILogger<PasskeyDoor> log)
{
    /// <summary>A challenge for any passkey of this portal: nobody is named, so nobody can be looked up.</summary>
    public Task<string> ChallengeAsync() => signIn.MakePasskeyRequestOptionsAsync(null);

    public async Task<(Entry Entry, TeamMember? Member)> EnterAsync(string? credential, HttpContext http)
    {
        if (!tries.Take(http.Connection.RemoteIpAddress))
        {
            return (Entry.Wait, null);
        }

        var proved = challenges.Take(http) ? await ProveAsync(credential) : null;
        if (proved is { Succeeded: true, Passkey.IsUserVerified: true, User.Disabled: false } && (demo.On || !DemoTeam.Has(proved.User.Email))
            && (await use.RunAsync(new(proved.User.Id, proved.User.SecurityStamp!, proved.Passkey), CurrentActor.Nobody, CancellationToken.None)).Ok
            && await read.RunAsync(proved.User.Id, http.RequestAborted) is { } member && member.SecurityStamp == proved.User.SecurityStamp && await cookies.OpenAsync(http, member, SignInWay.Passkey))
        {
            tries.GiveBack(http.Connection.RemoteIpAddress);
            return (Entry.Open, member);
        }

        return (Entry.Refused, null);
    }

    private async Task<PasskeyAssertionResult<TeamMember>?> ProveAsync(string? credential)
    {
        try
        {
            return string.IsNullOrEmpty(credential) ? null : await signIn.PerformPasskeyAssertionAsync(credential);
        }
        catch (Exception error) when (error is InvalidOperationException or PasskeyException)
        {
            log.LogInformation("A passkey was offered without a challenge, or could not be read: {Why}", error.GetType().Name);
            return null;
        }
    }
}
