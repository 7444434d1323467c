using ConsentPortal.Core.Kernel;
using Microsoft.AspNetCore.Identity;

namespace ConsentPortal.Core.Team;

/// <summary>Somebody who works here: signs in, has one role.</summary>
public sealed class TeamMember : IdentityUser<long>, IAudited
{
    public const int NameMaxLength = 120;
    public const int EmailMaxLength = 254;

    public string DisplayName { get; internal set; } = "";

    public Role Role { get; internal set; }

    /// <summary>A sales representative who sees only the contacts they own.</summary>
    public bool OwnContactsOnly { get; internal set; }

    /// <summary>An analyst who may import and keep sources.</summary>
    public bool MayImport { get; internal set; }

    /// <summary>An analyst who may build segments.</summary>
    public bool MaySegment { get; internal set; }

    public bool Disabled { get; internal set; }

    /// <summary>BCP 47: the language of the portal for this member; empty = as the browser asks.</summary>
    public string Language { get; internal set; } = "";

    public Theme Theme { get; internal set; }

    public Density Density { get; internal set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Until when the link of the invitation works; null once a password was chosen.</summary>
    public DateTimeOffset? InvitedUntil { get; internal set; }

    public Permission Permissions => Disabled ? Permission.None : Roles.PermissionsOf(Role, MayImport, MaySegment);

    /// <summary>Runs the portal: is administrator, is not disabled, and has a password to sign in with.</summary>
    public bool IsActiveAdministrator => this is { Role: Role.Administrator, Disabled: false, PasswordHash: not null };

    public Actor AsActor() => new(ActorKind.Staff, Id.ToString(global::System.Globalization.CultureInfo.InvariantCulture), DisplayName, Permissions)
    {
        OwnContactsOnly = Role == Role.SalesRepresentative && OwnContactsOnly, Role = Word.Of(Role),
    };

    internal void Take(RoleChoice choice)
    {
        Role = choice.Role;
        OwnContactsOnly = choice.Role == Role.SalesRepresentative && choice.OwnContactsOnly;
        MayImport = choice.Role == Role.Analyst && choice.MayImport;
        MaySegment = choice.Role == Role.Analyst && choice.MaySegment;
    }

    /// <summary>Ends every session and open page of this member, and makes every password link to them void.</summary>
    internal void EndSessions()
    {
        SecurityStamp = Guid.NewGuid().ToString("N");
        ConcurrencyStamp = Guid.NewGuid().ToString("N");
    }

    internal bool IsLocked(DateTimeOffset now) => LockoutEnd > now;

    /// <summary>Counts a try before it is judged, so that a hundred at the same instant are no more than five one after the other. True when
    /// this one locks the account.</summary>
    internal bool CountTry(DateTimeOffset now)
    {
        ConcurrencyStamp = Guid.NewGuid().ToString("N");
        AccessFailedCount++;
        if (AccessFailedCount < PasswordRules.MaxTries)
        {
            return false;
        }

        (AccessFailedCount, LockoutEnd) = (0, now + PasswordRules.LockTime);
        return true;
    }

    /// <summary>Takes a counted try back: it was right, but there is a second step to come, whose wrong codes must go on counting.</summary>
    internal void TakeBackTry(bool locks)
    {
        ConcurrencyStamp = Guid.NewGuid().ToString("N");
        (AccessFailedCount, LockoutEnd) = locks ? (PasswordRules.MaxTries - 1, null) : (Math.Max(0, AccessFailedCount - 1), LockoutEnd);
    }

    internal void Unlock()
    {
        LockoutEnd = null;
        AccessFailedCount = 0;
    }
}
