using System.Diagnostics;
using System.Net;
using ConsentPortal.Core.Team;
using Microsoft.AspNetCore.Identity;

namespace ConsentPortal.Web.SignIn;

internal enum Entry
{
    Open,

    /// <summary>Wrong, locked, disabled or unknown: the visitor learns none of these apart.</summary>
    Refused,

    /// <summary>Too many refused tries from this network address.</summary>
    Wait,
}

/// <summary>Lets members in. Every refusal looks the same and takes the same time, so that nobody learns who works here.</summary>
internal sealed class FrontDoor(SignInManager<TeamMember> sessions, UserManager<TeamMember> members, FailedTries tries, DemoMode demo, ILogger<FrontDoor> log)
{
    private static readonly TimeSpan RefusalTime = TimeSpan.FromMilliseconds(700);

    public async Task<(Entry Entry, TeamMember? Member)> EnterAsync(string? email, string? password, IPAddress? from)
    {
        if (tries.TooMany(from))
        {
            return (Entry.Wait, null);
        }

        var started = Stopwatch.GetTimestamp();
        var member = string.IsNullOrWhiteSpace(email) ? null : await members.FindByEmailAsync(email.Trim());
        if (member is not null && await MayTryAsync(member) && (await sessions.PasswordSignInAsync(member, password ?? "", isPersistent: false, lockoutOnFailure: true)).Succeeded)
        {
            return (Entry.Open, member);
        }

        tries.Count(from);
        await NoteAsync(member);
        var left = RefusalTime - Stopwatch.GetElapsedTime(started);
        await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        return (Entry.Refused, null);
    }

    private async Task<bool> MayTryAsync(TeamMember member)
        => member is { Disabled: false, PasswordHash: not null } && (demo.On || !DemoTeam.Has(member.Email)) && !await members.IsLockedOutAsync(member);

    private async Task NoteAsync(TeamMember? member)
    {
        if (member is not null && await members.IsLockedOutAsync(member))
        {
            log.LogWarning("Member {Member} is locked out after too many wrong passwords.", member.Id);
        }
    }
}
