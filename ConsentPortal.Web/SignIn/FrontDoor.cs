using System.Diagnostics;
using ConsentPortal.Core.Team;

namespace ConsentPortal.Web.SignIn;

internal enum Entry
{
    Open,

    /// <summary>The password is right, a second step follows.</summary>
    NextStep,

    /// <summary>Wrong, locked, disabled or unknown: the visitor learns none of these apart.</summary>
    Refused,

    /// <summary>Too many refused tries from this network address.</summary>
    Wait,
}

/// <summary>Lets members in. Every refusal looks the same and takes the same time, so that nobody learns who works here.</summary>
internal sealed class FrontDoor(EnterByPassword byPassword, EnterByCode byCode, SessionCookies cookies, FailedTries tries, DemoMode demo, ILogger<FrontDoor> log)
{
    private static readonly TimeSpan RefusalTime = TimeSpan.FromMilliseconds(700);

    /// <summary>The first step. The member is given with <see cref="Entry.Open"/> only, the next step with <see cref="Entry.NextStep"/>.</summary>
    public async Task<(Entry Entry, TeamMember? Member, NextStep Next)> EnterAsync(string? email, string? password, HttpContext http)
    {
        if (!tries.Take(http.Connection.RemoteIpAddress))
        {
            return (Entry.Wait, null, NextStep.Refuse);
        }

        var started = Stopwatch.GetTimestamp();
        var known = demo.On || !DemoTeam.Has(email?.Trim()) ? email : null;
        var judged = await byPassword.RunAsync(new(known ?? "", password ?? "", http.Visit()), CurrentActor.Nobody, CancellationToken.None); // who hangs up is judged and counted all the same
        if (judged is { Next: NextStep.Open } && await cookies.OpenAsync(http, judged.Member!, SignInWay.Password))
        {
            tries.GiveBack(http.Connection.RemoteIpAddress);
            return (Entry.Open, judged.Member, judged.Next);
        }

        if (judged.Next is NextStep.AskForCode or NextStep.AskForPasskey or NextStep.SetUpFirst)
        {
            tries.GiveBack(http.Connection.RemoteIpAddress);
            await SessionCookies.RememberFirstStepAsync(http, judged.Member!, judged.Next);
            return (Entry.NextStep, null, judged.Next);
        }

        await RefuseAsync(judged.Locked, started);
        return (Entry.Refused, null, NextStep.Refuse);
    }

    /// <summary>The second step, for somebody whose first one was right a moment ago.</summary>
    public async Task<(Entry Entry, TeamMember? Member, SignInWay? Way)> ConfirmAsync(FirstStep first, string? code, HttpContext http)
    {
        if (!tries.Take(http.Connection.RemoteIpAddress))
        {
            return (Entry.Wait, null, null);
        }

        var started = Stopwatch.GetTimestamp();
        var judged = await byCode.RunAsync(new(first.Member.Id, first.Member.SecurityStamp!, code ?? "", http.Visit()), CurrentActor.Nobody, CancellationToken.None);
        if (judged.Way is { } way && await cookies.OpenAsync(http, first.Member, way))
        {
            tries.GiveBack(http.Connection.RemoteIpAddress);
            return (Entry.Open, first.Member, way);
        }

        await RefuseAsync(judged.Locks ? first.Member.Id : null, started);
        return (Entry.Refused, null, null);
    }

    private async Task RefuseAsync(long? locked, long started)
    {
        if (locked is not null)
        {
            log.LogWarning("Member {Member} is locked out after too many wrong passwords or codes.", locked);
        }

        var left = RefusalTime - Stopwatch.GetElapsedTime(started);
        await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero);
    }
}
