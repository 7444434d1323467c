using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Integration;

/// <summary>An application sends under a profile, from when until when. Two that share a profile share its consent; two under profiles of
/// their own keep it apart, unless those share purposes.</summary>
public sealed class ApplicationUse : Period, IAudited
{
    public Id<ApplicationUse> Id { get; init; }

    public Id<Application> ApplicationId { get; init; }

    /// <summary>The profile by its code, which never changes.</summary>
    public string ProfileCode { get; init; } = "";
}

/// <summary>Which applications use a profile was changed: told under the profile, where people look for it.</summary>
public sealed record ProfileApplicationsSet(string ProfileId) : PortalEvent(Name, "profile", ProfileId)
{
    public const string Name = "profile.applications_set";
}
