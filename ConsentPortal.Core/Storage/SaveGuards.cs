using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace ConsentPortal.Core.Storage;

/// <summary>Two promises that no verb can forget: an append-only row is never rewritten, an audited change is never silent.</summary>
internal static class SaveGuards
{
    // Identity counts failed sign-ins and keeps stamps on the member's row; that is not a change of the team
    private static readonly HashSet<string> Quiet = new(StringComparer.Ordinal)
    {
        "AccessFailedCount", "LockoutEnd", "ConcurrencyStamp", "SecurityStamp", "PasswordHash", "LastUsedAt", "RowsDone", "RowsTotal", "Counts", "Pass",
    };

    /// <summary>Throws where the save would break one of them: that is a bug in the verb.</summary>
    public static void Check(ChangeTracker tracker, bool announced)
    {
        foreach (var entry in tracker.Entries())
        {
            if (entry is { Entity: IAppendOnly, State: EntityState.Modified or EntityState.Deleted })
            {
                throw new InvalidOperationException($"{entry.Metadata.DisplayName()} is append-only: a correction is a new row.");
            }

            if (!announced && entry.Entity is IAudited && IsChange(entry))
            {
                throw new InvalidOperationException($"A change of {entry.Metadata.DisplayName()} was not announced: call PortalDb.Announce in the same save.");
            }

            if (entry is { Entity: IVersioned versioned, State: EntityState.Modified })
            {
                versioned.Version = (int)entry.Property(nameof(IVersioned.Version)).OriginalValue! + 1;
            }
        }
    }

    private static bool IsChange(EntityEntry entry) => entry.State switch
    {
        EntityState.Added or EntityState.Deleted => true,
        EntityState.Modified => entry.Properties.Any(p => p.IsModified && !Quiet.Contains(p.Metadata.Name) && Differs(p)),
        _ => false,
    };

    // Identity marks the whole row of a member as modified, whatever it changed
    private static bool Differs(PropertyEntry property)
        => property.EntityEntry.Entity is not TeamMember || !property.Metadata.GetValueComparer().Equals(property.OriginalValue, property.CurrentValue);
}
