using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Exports;

/// <summary>The members whose rights a job looks up when it runs.</summary>
internal static class ExportTeam
{
    public static async Task TeamAsync(this TestPortal portal)
    {
        await using var db = portal.NewDb();
        foreach (var (id, name, role) in new[] { (1L, "Ada Admin", Role.Administrator), (3L, "Petra Privacy", Role.PrivacyOfficer) })
        {
            db.Add(new TeamMember { Id = id, UserName = $"{id}@example.com", NormalizedUserName = $"{id}@EXAMPLE.COM", Email = $"{id}@example.com", DisplayName = name, Role = role, SecurityStamp = "stamp", CreatedAt = portal.Clock.Now() });
        }

        db.Announce(new Added(), Actor.System);
        await db.SaveChangesAsync();
    }

    private sealed record Added() : PortalEvent("member.invited", "member", "1");
}
