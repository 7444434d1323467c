using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Team;

/// <summary>What somebody is here for (domain.md §9). Each role is a sum of permissions; the verbs ask for those, never for a role.</summary>
public enum Role
{
    Administrator,
    SalesRepresentative,
    PrivacyOfficer,
    Analyst,
}

/// <summary>A role with its finer choices; a choice that does not belong to the role is dropped.</summary>
public sealed record RoleChoice(Role Role, bool OwnContactsOnly = false, bool MayImport = false, bool MaySegment = false)
{
    /// <summary>What is wrong with it; null = nothing.</summary>
    internal Problem? Refuse() => this switch
    {
        _ when !Enum.IsDefined(Role) => Problem.Invalid("Role", "Choose a role."),
        { Role: Role.Analyst, MayImport: false, MaySegment: false } => Problem.Invalid("MayImport", "Tick at least one: an analyst without either could do nothing."),
        _ => null,
    };
}

/// <summary>What each role may do (domain.md §9).</summary>
public static class Roles
{
    private const Permission Reading = Permission.ReadContacts | Permission.ReadConsent | Permission.CheckConsent | Permission.ReadCompliance | Permission.ReadLapses;

    public static Permission PermissionsOf(Role role, bool mayImport, bool maySegment) => role switch
    {
        Role.Administrator => Permission.All,
        Role.SalesRepresentative => Reading | Permission.EditContacts | Permission.RecordConsent | Permission.EditSuppressions,
        Role.PrivacyOfficer => Reading | Permission.EditContacts | Permission.RecordConsent | Permission.EditSuppressions | Permission.ReadAudit
            | Permission.ReadRequests | Permission.WorkRequests | Permission.ReadSensitive | Permission.ExportPeople,
        Role.Analyst => Permission.ReadCompliance | Permission.CheckConsent | (mayImport ? Permission.RunImports : Permission.None) | (maySegment ? Permission.ManageSegments | Permission.ReadLapses : Permission.None),
        _ => Permission.None,
    };
}
