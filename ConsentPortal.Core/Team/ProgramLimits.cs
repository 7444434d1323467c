using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Team;

/// <summary>What a program may do about the team: nothing about administrators, no new privacy officer, and nothing that would give anybody, itself in disguise included,
/// more than its own key may do.</summary>
internal static class ProgramLimits
{
    // counts with masked addresses, which no scope names: they come with a role
    private const Permission Along = Permission.ReadLapses;

    /// <summary>Refuses a key that may not look at the team at all: the team is no one profile's.</summary>
    public static Problem? Refuse(this Actor actor) => actor.Lacks(Permission.ManageTeam)
        ?? (actor.BoundToProfile is { } code ? Problem.Forbidden($"This key is bound to the profile '{code}'; the team is the whole portal's.") : null);

    /// <summary>Refuses a role that a program may not give.</summary>
    public static Problem? Refuse(this Actor actor, RoleChoice choice) => actor.Kind != ActorKind.Application ? null
        : choice.Role == Role.Administrator ? Problem.Forbidden("A program makes nobody administrator. An administrator does that in the portal.", "Role")
        : choice.Role == Role.PrivacyOfficer ? Problem.Forbidden("A program makes nobody privacy officer: they approve deletions. An administrator does that in the portal.", "Role")
        : (Roles.PermissionsOf(choice.Role, choice.MayImport, choice.MaySegment) & ~(actor.Permissions | Along)) != Permission.None
            ? Problem.Forbidden("A program gives nobody more than its own key may do. Give the key the scopes of this role, or let an administrator choose it in the portal.", "Role") : null;

    /// <summary>Refuses to touch an administrator.</summary>
    public static Problem? Refuse(this Actor actor, TeamMember member) => actor.Kind == ActorKind.Application && member.Role == Role.Administrator
        ? Problem.Forbidden("A program changes no administrator. An administrator does that in the portal.") : null;
}
