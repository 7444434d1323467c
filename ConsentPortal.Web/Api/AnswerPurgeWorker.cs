using ConsentPortal.Core.Integration;

namespace ConsentPortal.Web.Api;

/// <summary>Drops the kept answers of repeatable writes after their day: they may hold addresses.</summary>
internal sealed class AnswerPurgeWorker(IdempotentAnswers answers, TimeProvider clock, ILogger<AnswerPurgeWorker> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(TimeSpan.FromHours(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await answers.DropOldAsync(stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                log.LogWarning(error, "Old answers could not be dropped; the next hour tries again.");
            }
        }
    }
}
