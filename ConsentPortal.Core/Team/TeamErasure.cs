using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Team;

/// <summary>A kept view whose filter or name holds the person goes. Accounts of the team stay, even with the same address: they are about
/// somebody's work here.</summary>
public sealed class TeamErasure(WriteQueue queue, IDbContextFactory<PortalDb> databases) : IErasesPersonalData
{
    public string Room => "Team";

    public IReadOnlyList<string> Tables { get; } = ["team_saved_views", "team_default_views"];

    public async Task<IReadOnlyList<ErasureLine>> PlanAsync(PersonalDataSubject subject, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var members = subject.Addresses.Count == 0 ? 0 : await db.Set<TeamMember>().Holding(Traces.OfAddresses(subject), m => m.Email).CountAsync(ct);
        List<ErasureLine> lines = [new("views", ErasureOutcome.Erase, await Views(db, subject).CountAsync(ct))];
        if (members > 0)
        {
            lines.Add(new("team-account", ErasureOutcome.Keep, members, "other-purpose", Warning: ErasureWarnings.TeamMember));
        }

        return lines;
    }

    public Task<int> EraseAsync(PersonalDataSubject subject, CancellationToken ct) => queue.RunAsync(async session =>
    {
        var db = await session.DbAsync(ct);
        var views = await Views(db, subject).Select(v => v.Id).ToListAsync(ct);
        await db.Set<DefaultView>().Where(d => views.Contains(d.ViewId)).ExecuteDeleteAsync(ct);
        return await db.Set<SavedView>().Where(v => views.Contains(v.Id)).ExecuteDeleteAsync(ct);
    }, WriteLane.Bulk, ct);

    private static IQueryable<SavedView> Views(PortalDb db, PersonalDataSubject subject) => db.Set<SavedView>().Holding(Traces.Of(subject), v => v.Query, v => v.Name);
}
