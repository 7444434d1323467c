using System.Globalization;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Integration;

/// <summary>Answers of programs' writes are kept sealed for a day, so that a repeated call does nothing twice. One that speaks of the person
/// is emptied, not dropped: a repeated call must not make the person anew.</summary>
public sealed class IntegrationErasure(WriteQueue queue, IDbContextFactory<PortalDb> databases, IdempotentAnswers answers) : IErasesPersonalData
{
    public string Room => "Integration";

    public IReadOnlyList<string> Tables { get; } = ["idempotent_answers"];

    public async Task<IReadOnlyList<ErasureLine>> PlanAsync(PersonalDataSubject subject, CancellationToken ct) => [new("answers", ErasureOutcome.Erase, (await FindAsync(subject, ct)).Count)];

    public async Task<int> EraseAsync(PersonalDataSubject subject, CancellationToken ct)
    {
        var found = await FindAsync(subject, ct);
        return await queue.RunAsync(async session =>
        {
            var db = await session.DbAsync(ct);
            foreach (var (caller, key, inKey) in found)
            {
                var answer = db.Set<IdempotentAnswer>().Where(a => a.ApiKeyId == caller && a.Key == key);
                _ = inKey ? await answer.ExecuteDeleteAsync(ct) : await answer.ExecuteUpdateAsync(a => a.SetProperty(x => x.Body, "").SetProperty(x => x.Headers, ""), ct);
            }

            return found.Count;
        }, WriteLane.Bulk, ct);
    }

    private async Task<List<(Id<ApiKey> Caller, string Key, bool InKey)>> FindAsync(PersonalDataSubject subject, CancellationToken ct)
    {
        Traces traces = new(subject.Addresses.Concat(subject.Names).Concat(subject.Contacts.Concat(subject.ContactPoints).Select(n => n.ToString(CultureInfo.InvariantCulture))));
        List<(Id<ApiKey>, string, bool)> found = [];
        await using var db = await databases.CreateDbContextAsync(ct);
        await foreach (var answer in db.Set<IdempotentAnswer>().AsNoTracking().Where(a => a.Status != 0).AsAsyncEnumerable().WithCancellation(ct))
        {
            var inKey = traces.In(answer.Key);
            if (inKey || traces.In(answer.Headers) || traces.In(answers.Read(answer)))
            {
                found.Add((answer.ApiKeyId, answer.Key, inKey));
            }
        }

        return found;
    }
}
