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

    public Permission Permissions => Disabled ? Permission.None : Roles.PermissionsOf(Role, MayImport, MaySegment);

    /// <summary>Runs the portal: is administrator, is not disabled, and has a password to sign in with.</summary>
    public bool IsActiveAdministrator => this is { Role: Role.Administrator, Disabled: false, PasswordHash: not null };

    public Actor AsActor() => new(ActorKind.Staff, Id.ToString(global::System.Globalization.CultureInfo.InvariantCulture), DisplayName, Permissions)
    {
        OwnContactsOnly = Role == Role.SalesRepresentative && OwnContactsOnly,
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

    internal void Unlock()
    {
        LockoutEnd = null;
        AccessFailedCount = 0;
    }
}
