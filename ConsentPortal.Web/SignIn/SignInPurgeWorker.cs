using ConsentPortal.Core.Team;

namespace ConsentPortal.Web.SignIn;

/// <summary>Forgets old sign-ins, at the start and once an hour.</summary>
internal sealed class SignInPurgeWorker(ForgetSignIns forget, TimeProvider clock, ILogger<SignInPurgeWorker> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(TimeSpan.FromHours(1), clock);
        do
        {
            try
            {
                await forget.RunAsync(stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                log.LogWarning(error, "Old sign-ins could not be forgotten; the next hour tries again.");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
