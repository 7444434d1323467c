using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Team;

/// <summary>Whether this process shows demo data: in Development unless switched off, never elsewhere.</summary>
public sealed record DemoMode(bool On);

/// <summary>The invented people who work in the demo, one a role. Everybody knows their password, so they can sign in only where
/// <see cref="DemoMode"/> is on, even if the database was filled there and moved.</summary>
public static class DemoTeam
{
    public const string Password = "try the portal";
    private const string Domain = "@demo.example";

    public static IReadOnlyList<(string Email, string Name, RoleChoice Choice)> All { get; } =
    [
        ("admin" + Domain, "Amelie Berg", new(Role.Administrator)),
        ("rep" + Domain, "Rafael Ortiz", new(Role.SalesRepresentative)),
        ("privacy" + Domain, "Priya Nair", new(Role.PrivacyOfficer)),
        ("analyst" + Domain, "Anders Holm", new(Role.Analyst, MayImport: true, MaySegment: true)),
    ];

    public static bool Has(string? email) => email?.EndsWith(Domain, StringComparison.OrdinalIgnoreCase) == true;
}

/// <summary>The demo sign-ins that work, for the sign-in page.</summary>
public sealed class ReadDemoTeam(IDbContextFactory<PortalDb> databases)
{
    public sealed record Row(string Email, string Name, Role Role);

    public async Task<IReadOnlyList<Row>> RunAsync(CancellationToken ct)
    {
        List<string> emails = [.. DemoTeam.All.Select(d => d.Email)];
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await db.Users.AsNoTracking().Where(m => emails.Contains(m.Email!) && !m.Disabled && m.PasswordHash != null).ToListAsync(ct);
        return [.. found.OrderBy(m => m.Role).Select(m => new Row(m.Email!, m.DisplayName, m.Role))];
    }
}
