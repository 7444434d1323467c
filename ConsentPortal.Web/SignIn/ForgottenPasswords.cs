using System.Collections.Concurrent;
using System.Threading.Channels;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;

namespace ConsentPortal.Web.SignIn;

/// <summary>Addresses that asked for a new password, handled behind the visitor's back: the page answers at once and the same, whether
/// the address is known or not.</summary>
internal sealed class ForgottenPasswords(RequestPasswordLink request, PasswordMail mail, DemoMode demo, TimeProvider clock, ILogger<ForgottenPasswords> log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);
    private readonly Channel<string> asked = System.Threading.Channels.Channel.CreateBounded<string>(new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ConcurrentDictionary<long, DateTimeOffset> mailed = new();

    public void Ask(string email) => asked.Writer.TryWrite(email);

    public IAsyncEnumerable<string> AskedAsync(CancellationToken ct) => asked.Reader.ReadAllAsync(ct);

    /// <summary>Mails a link, at most one in five minutes to a member.</summary>
    public async Task AnswerAsync(string email, CancellationToken ct)
    {
        var found = await request.RunAsync(new(email), CurrentActor.Nobody, ct);
        if (!found.Ok || (!demo.On && DemoTeam.Has(found.Value.Email)) || !Due(found.Value.Member))
        {
            return;
        }

        await mail.ResetAsync(found.Value.Email, found.Value.Language, found.Value.Token, ct);
        log.LogInformation("Member {Member} asked for a new password; a link was mailed.", found.Value.Member);
    }

    private bool Due(long member)
    {
        var now = clock.GetUtcNow();
        var last = mailed.GetValueOrDefault(member);
        mailed[member] = now - last >= Pause ? now : last;
        return now - last >= Pause;
    }
}

/// <summary>Answers them one after the other.</summary>
internal sealed class ForgottenPasswordWorker(ForgottenPasswords passwords, ILogger<ForgottenPasswordWorker> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var email in passwords.AskedAsync(stoppingToken))
        {
            try
            {
                await passwords.AnswerAsync(email, stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                log.LogError(error, "A password link could not be mailed.");
            }
        }
    }
}
