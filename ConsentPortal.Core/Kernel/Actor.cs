using System.Globalization;

namespace ConsentPortal.Core.Kernel;

/// <summary>Who acts. Subject and guardian act for themselves (a public page); staff through the portal; an application by its key;
/// an import by its job; system is the portal itself.</summary>
public enum ActorKind
{
    System,
    Subject,
    Guardian,
    Staff,
    Import,
    Application,
}

/// <summary>The one who asks for a change, handed to every verb: kind, id, the name shown in the audit trail, and what they may do.</summary>
public sealed record Actor(ActorKind Kind, string? Id, string Name, Permission Permissions)
{
    /// <summary>The portal itself: upgrades, workers, the command line of the machine's owner.</summary>
    public static readonly Actor System = new(ActorKind.System, null, "ConsentPortal", Permission.All);

    /// <summary>The person whose address it is, on a public page; the token is the authority.</summary>
    public static readonly Actor Subject = new(ActorKind.Subject, null, "", Permission.None);

    /// <summary>True for a sales representative who sees only the contacts they own.</summary>
    public bool OwnContactsOnly { get; init; }

    /// <summary>The role of a member of the team as a word; null = no member. Permissions hang on verbs; by this only own fields say who may read and write them.</summary>
    public string? Role { get; init; }

    /// <summary>The code of the profile that an API key is bound to; null = every profile.</summary>
    public string? BoundToProfile { get; init; }

    /// <summary>The id as a number, for rows that name an owner; 0 when the actor has none.</summary>
    public long Number => long.TryParse(Id, CultureInfo.InvariantCulture, out var number) ? number : 0;

    public bool May(Permission permission) => (Permissions & permission) == permission;

    /// <summary>A sentence to the person when the permission is missing; null when it is there.</summary>
    public Problem? Lacks(Permission permission) => May(permission) ? null : Problem.Forbidden();
}
