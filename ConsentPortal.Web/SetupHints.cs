using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Team;

namespace ConsentPortal.Web;

/// <summary>What a portal still lacks before it can serve strangers. It starts and answers all the same.</summary>
public sealed class SetupHints(MailSettings mail, PublicUrl address, CheckAdministrator administrator, IConfiguration configuration, IHostEnvironment environment)
{
    /// <summary>Sentences for an administrator, most important first; a trial in Development lacks nothing.</summary>
    public async Task<IReadOnlyList<string>> MissingAsync(CancellationToken ct)
    {
        List<string> missing = [];
        if (environment.IsDevelopment())
        {
            return missing;
        }

        if (!await administrator.RunAsync(ct))
        {
            missing.Add("Nobody can sign in yet: run 'admin create --email you@example.com' and open the link that it prints.");
        }

        if (!address.IsConfigured)
        {
            missing.Add("No public address: set ConsentPortal__PublicUrl, or links in mails lead nowhere.");
        }
        else if (!PublicUrl.IsHttps(configuration))
        {
            missing.Add("No https: passwords and links cross the network in clear. Set ConsentPortal__PublicUrl to an https address.");
        }

        if (mail.Missing is { } why)
        {
            missing.Add(why);
        }

        return missing;
    }
}

/// <summary>Says once, in one line of the log, what is missing.</summary>
internal sealed class SetupNote(SetupHints hints, IHostApplicationLifetime life, ILogger<SetupNote> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var waiting = life.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        var missing = await hints.MissingAsync(stoppingToken);
        if (missing.Count > 0)
        {
            log.LogWarning("Not set up yet: {Missing}", string.Join(' ', missing));
        }
    }
}
