using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Core.Consent;

/// <summary>Questions that nobody answered, and the names and addresses given with them: people who never became contacts.</summary>
internal sealed class QuestionRetention(RetiredRows rows, PurgeRequests purge) : IRetains
{
    public RetentionClass Class { get; } = new("questions", 30, 28, 90); // a question may be open for 28 days

    public Task<RetentionSize> CountAsync(RetentionCut cut, CancellationToken ct)
        => rows.CountAsync(db => db.Set<ConsentRequest>().Where(r => !r.Confirmed && r.RequestedAt < cut.Before && r.ExpiresAt < cut.Now).Select(r => r.RequestedAt), ct);

    public async Task<int> PurgeAsync(RetentionCut cut, CancellationToken ct) => (await purge.RunAsync(new(cut.Before), Actor.System, ct)).Value;
}
