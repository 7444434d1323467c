using System.Security.Cryptography;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Integration;

/// <summary>Makes a key for an application (made too where the name is new) and shows it this once: only a hash is kept.</summary>
public sealed class IssueApiKey(IDbContextFactory<PortalDb> databases, KeyRings rings, IdSource ids, TimeProvider clock)
{
    /// <param name="Application">Null = one named like the key.</param>
    /// <param name="Profile">The code of the one profile it may speak for; null = every profile.</param>
    public sealed record Command(string Name, string? Application, string? Profile, IReadOnlyList<string> Scopes)
    {
        /// <summary>From then on it opens nothing; null = never.</summary>
        public DateTimeOffset? ExpiresAt { get; init; }

        /// <summary>Null = what the portal grants every key.</summary>
        public int? RequestsPerMinute { get; init; }
    }

    /// <summary>The key itself, never to be seen again.</summary>
    public sealed record View(Id<ApiKey> Id, string Key);

    public async Task<Outcome<View>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ManageKeys) is { } forbidden)
        {
            return forbidden;
        }

        var (name, profile) = (Text.Clean(command.Name), Text.Clean(command.Profile));
        var application = Text.CleanOrNull(command.Application) ?? name;
        var problems = Wrong(command, name, application);
        if (profile.Length > 0 && !await IsProfileAsync(profile, ct))
        {
            problems.Add(Problem.Invalid("profile", $"There is no profile with the code '{profile}'."));
        }

        problems.AddRange(KeyLimits.Wrong(command.RequestsPerMinute, command.ExpiresAt, clock.Now()));
        if (await IsRetiredAsync(application, ct))
        {
            problems.Add(Problem.Conflict($"{application} is retired. Take it up again before it gets a key.", "application"));
        }

        if (problems.Count > 0)
        {
            return problems;
        }

        Wanted wanted = new(name, application, profile, [.. command.Scopes.Distinct(StringComparer.Ordinal)], command.ExpiresAt, command.RequestsPerMinute ?? 0);
        try
        {
            return await IssueAsync(wanted, actor, ct);
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            return await IssueAsync(wanted, actor, ct); // two made the same application at one instant: now it is there
        }
    }

    private sealed record Wanted(string Name, string Application, string Profile, List<string> Scopes, DateTimeOffset? ExpiresAt, int RequestsPerMinute);

    private async Task<View> IssueAsync(Wanted wanted, Actor actor, CancellationToken ct)
    {
        var (name, application, profile, scopes, expiresAt, perMinute) = wanted;
        await using var db = await databases.CreateDbContextAsync(ct);
        var owner = await db.Set<Application>().FirstOrDefaultAsync(a => a.Name == application, ct);
        if (owner is null)
        {
            owner = new() { Id = ids.Next<Application>(), Name = application, CreatedAt = clock.Now() };
            db.Add(owner);
        }

        var secret = RandomNumberGenerator.GetBytes(ApiKeyText.SecretLength);
        ApiKey key = new()
        {
            Id = ids.Next<ApiKey>(), ApplicationId = owner.Id, Name = name, SecretHash = ApiKeyText.Hash(rings.Secrets.Current.Key, secret),
            Scopes = scopes, ProfileCode = profile, CreatedAt = clock.Now(),
            ExpiresAt = expiresAt, RequestsPerMinute = perMinute,
        };
        db.Add(key);
        var changes = new ChangeList().Add("application", null, application).Add("scopes", null, string.Join(' ', scopes)).Add("profile", null, profile.Length > 0 ? profile : null)
            .Add(KeyLimits.ExpiresAt, null, expiresAt).Add(KeyLimits.PerMinute, 0, perMinute);
        db.Announce(new ApiKeyIssued(key.Id) { SubjectName = name, Changes = changes.Items }, actor);
        await db.SaveChangesAsync(ct);
        return new(key.Id, ApiKeyText.Write(key.Id, secret));
    }

    private static List<Problem> Wrong(Command command, string name, string application)
    {
        List<Problem> problems = [];
        if (name.Length is 0 or > ApiKey.NameMaxLength)
        {
            problems.Add(Problem.Invalid("name", $"Give the key a name of 1 to {ApiKey.NameMaxLength} characters, such as the system that will use it."));
        }

        if (application.Length > Application.NameMaxLength)
        {
            problems.Add(Problem.Invalid("application", $"At most {Application.NameMaxLength} characters."));
        }

        if (command.Scopes.Count == 0)
        {
            problems.Add(Problem.Invalid("scopes", "Choose at least one thing that the key may do."));
        }

        problems.AddRange(command.Scopes.Where(s => !ApiScopes.Knows(s)).Select(s =>
            Problem.Invalid("scopes", $"There is no scope '{s}'. There are: {string.Join(", ", ApiScopes.All.Select(k => k.Word))}.")));
        return problems;
    }

    private async Task<bool> IsRetiredAsync(string name, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<Application>().AnyAsync(a => a.Name == name && a.RetiredAt != null, ct);
    }

    // this room knows profiles by their code alone: a word in a column, not the Compliance room's type
    private async Task<bool> IsProfileAsync(string code, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Database.SqlQuery<int>($"SELECT COUNT(*) AS \"Value\" FROM compliance_profiles WHERE code = {code}").SingleAsync(ct) > 0;
    }
}
