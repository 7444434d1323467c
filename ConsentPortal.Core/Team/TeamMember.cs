using ConsentPortal.Core.Kernel;
using Microsoft.AspNetCore.Identity;

namespace ConsentPortal.Core.Team;

public enum Role
{
    Administrator,
    SalesRepresentative,
    PrivacyOfficer,
    Analyst,
}

/// <summary>Somebody who works here: signs in, has one role.</summary>
public sealed class TeamMember : IdentityUser<long>, IAudited
{
    public const int NameMaxLength = 120;

    public string DisplayName { get; set; } = "";

    public Role Role { get; internal set; }

    /// <summary>A sales representative who sees only the contacts they own.</summary>
    public bool OwnContactsOnly { get; internal set; }

    /// <summary>An analyst who may import and keep sources.</summary>
    public bool MayImport { get; internal set; }

    /// <summary>An analyst who may build segments.</summary>
    public bool MaySegment { get; internal set; }

    public bool Disabled { get; internal set; }

    /// <summary>BCP 47: the language of the portal for this member.</summary>
    public string Language { get; set; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public Permission Permissions => Disabled ? Permission.None : Roles.PermissionsOf(Role, MayImport, MaySegment);

    public Actor AsActor() => new(ActorKind.Staff, Id.ToString(global::System.Globalization.CultureInfo.InvariantCulture), DisplayName, Permissions)
    {
        OwnContactsOnly = Role == Role.SalesRepresentative && OwnContactsOnly,
    };
}

/// <summary>What each role may do (domain.md §9).</summary>
public static class Roles
{
    private const Permission Reading = Permission.ReadContacts | Permission.ReadConsent | Permission.CheckConsent | Permission.ReadCompliance;

    public static Permission PermissionsOf(Role role, bool mayImport, bool maySegment) => role switch
    {
        Role.Administrator => Permission.All,
        Role.SalesRepresentative => Reading | Permission.EditContacts | Permission.RecordConsent | Permission.EditSuppressions,
        Role.PrivacyOfficer => Reading | Permission.EditContacts | Permission.RecordConsent | Permission.EditSuppressions | Permission.ReadAudit
            | Permission.ReadRequests | Permission.WorkRequests | Permission.ReadSensitive | Permission.ExportPeople,
        Role.Analyst => Permission.ReadCompliance | Permission.CheckConsent | (mayImport ? Permission.RunImports : Permission.None) | (maySegment ? Permission.ManageSegments : Permission.None),
        _ => Permission.None,
    };
}
