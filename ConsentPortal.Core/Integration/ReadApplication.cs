using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Integration;

/// <summary>One integrated system: its name, how many keys open now, and the profiles it sends under.</summary>
public sealed class ReadApplication(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    /// <param name="Keys">Those that open now.</param>
    /// <param name="Revoked">Those that open no more.</param>
    /// <param name="Profiles">Every profile there is, by name.</param>
    public sealed record View(Id<Application> Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset? RetiredAt, int Keys, int Revoked, DateTimeOffset? LastUsedAt, IReadOnlyList<ProfileRow> Profiles)
    {
        /// <summary>An AI system writes its messages.</summary>
        public bool IsAgent { get; init; }

        /// <summary>Hosts that may be told how its requests stand, with blanks between.</summary>
        public string CallbackHosts { get; init; } = "";
    }

    /// <param name="Since">When somebody said that the application uses it; null = nobody did.</param>
    /// <param name="Bound">A key that opens now speaks for this profile alone.</param>
    public sealed record ProfileRow(long Id, string Code, string Name, DateTimeOffset? Since, bool Bound);

    public async Task<Outcome<View>> RunAsync(Id<Application> id, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ManageKeys) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<Application>().AsNoTracking().FirstOrDefaultAsync(a => a.Id == id, ct) is not { } application)
        {
            return Problem.NotFound("There is no such application.");
        }

        var keys = await db.Set<ApiKey>().AsNoTracking().Where(k => k.ApplicationId == id).ToListAsync(ct);
        var live = keys.FindAll(k => k.HoldsAt(clock.Now()));
        var uses = await db.Set<ApplicationUse>().AsNoTracking().Where(u => u.ApplicationId == id && u.Until == null).ToDictionaryAsync(u => u.ProfileCode, u => u.From, ct);
        var profiles = (await ProfileNames.AllAsync(db, ct)).OrderBy(p => p.Name, StringComparer.CurrentCultureIgnoreCase);
        return new View(
            application.Id, application.Name, application.CreatedAt, application.RetiredAt, live.Count, keys.Count - live.Count, keys.Max(k => k.LastUsedAt),
            [.. profiles.Select(p => new ProfileRow(p.Id, p.Code, p.Name, uses.TryGetValue(p.Code, out var since) ? since : null, live.Exists(k => k.ProfileCode == p.Code)))])
        {
            IsAgent = application.IsAgent, CallbackHosts = application.CallbackHosts,
        };
    }
}
