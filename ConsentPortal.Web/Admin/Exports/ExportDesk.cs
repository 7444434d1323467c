using ConsentPortal.Core.Exports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;
using ConsentPortal.Web.SignIn;
using Microsoft.AspNetCore.Components.Authorization;

namespace ConsentPortal.Web.Admin.Exports;

/// <summary>What the form of an export holds.</summary>
public sealed class ExportEntry
{
    public ExportFormat Format { get; set; }

    public string Reason { get; set; } = "";

    /// <summary>Only where it is asked for.</summary>
    public string Password { get; set; } = "";
}

/// <summary>Lets lists out by hand: a link for few rows, a job for many. Who signed in a while ago gives the password again.</summary>
internal sealed class ExportDesk(ExportDownloads downloads, StartExport start, LinkExport link, ProveAgain prove, ExportVisitor visitor)
{
    public Task<bool> AsksPasswordAsync() => visitor.AsksPasswordAsync(prove);

    /// <summary>The path of a file that is written while it is fetched.</summary>
    public async Task<Outcome<string>> DownloadAsync(ExportAsk ask, ExportEntry entry)
    {
        var actor = await visitor.ActorAsync();
        var problem = ExportRules.Refuse(ask, entry.Reason, actor) ?? await visitor.RefuseAsync(prove, entry.Password, actor);
        return problem is null ? downloads.Keep(new(ask, entry.Format, entry.Reason), actor) : problem;
    }

    public async Task<Outcome<Id<ExportJob>>> QueueAsync(ExportAsk ask, ExportEntry entry)
    {
        var actor = await visitor.ActorAsync();
        return (ExportRules.Refuse(ask, entry.Reason, actor) ?? await visitor.RefuseAsync(prove, entry.Password, actor)) is { } problem ? problem
            : await start.RunAsync(new(ask, entry.Format, entry.Reason), actor, CancellationToken.None);
    }

    /// <summary>The path of a file that lies ready.</summary>
    public async Task<Outcome<string>> LinkAsync(Id<ExportJob> job, ExportEntry entry)
    {
        var actor = await visitor.ActorAsync();
        if (await visitor.RefuseAsync(prove, entry.Password, actor) is { } problem)
        {
            return problem;
        }

        var outcome = await link.RunAsync(new(job, entry.Reason), actor, CancellationToken.None);
        return outcome.Ok ? Urls.ExportFile(job, outcome.Value) : outcome.Problem!;
    }
}

/// <summary>Who stands at the desk, and in which session.</summary>
internal sealed class ExportVisitor(CurrentActor current, AuthenticationStateProvider states, ExportSettings settings)
{
    public Task<Actor> ActorAsync() => current.GetAsync();

    public async Task<bool> AsksPasswordAsync(ProveAgain prove) => await prove.NeededAsync(await SessionAsync(), settings.SignInAge, await current.GetAsync(), CancellationToken.None);

    public async Task<Problem?> RefuseAsync(ProveAgain prove, string password, Actor actor) => await prove.RefuseAsync(await SessionAsync(), settings.SignInAge, password, actor, CancellationToken.None);

    private async Task<Id<MemberSession>> SessionAsync() => (await states.GetAuthenticationStateAsync()).User.Session();
}
