using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>What a profile, purpose or topic was from one instant until another, so that a decision can be asked <em>as of</em> then.</summary>
public sealed class ProfileState : Period, IRule
{
    public Id<ProfileState> Id { get; init; }

    public Id<ComplianceProfile> ProfileId { get; init; }

    public bool Active { get; init; } = true;

    /// <summary>An opt-in on a public page or by staff counts only after the address confirmed it.</summary>
    public bool DoubleOptIn { get; init; }

    /// <summary>The privacy policy that held then, which a receipt of that time names.</summary>
    public string PolicyUrl { get; init; } = "";

    public string PolicyVersion { get; init; } = "";
}

public sealed class PurposeState : Period, IRule
{
    public Id<PurposeState> Id { get; init; }

    public Id<Purpose> PurposeId { get; init; }

    public bool Active { get; init; } = true;

    public OptOutScope OptOutScope { get; init; }
}

public sealed class TopicState : Period, IRule
{
    public Id<TopicState> Id { get; init; }

    public Id<Topic> TopicId { get; init; }

    public bool Active { get; init; } = true;
}

/// <summary>A purpose that a profile uses, over time.</summary>
public sealed class ProfilePurpose : Period, IRule
{
    public Id<ProfilePurpose> Id { get; init; }

    public Id<ComplianceProfile> ProfileId { get; init; }

    public Id<Purpose> PurposeId { get; init; }
}

/// <summary>How one profile enforces one purpose on one channel, over time.</summary>
public sealed class Enforcement : Period, IRule
{
    public Id<Enforcement> Id { get; init; }

    public Id<ComplianceProfile> ProfileId { get; init; }

    public Id<Purpose> PurposeId { get; init; }

    /// <summary><see cref="Channel.None"/> for a data-use purpose, which has one model.</summary>
    public Channel Channel { get; init; }

    public EnforcementModel Model { get; init; }
}

/// <summary>What an unknown answer means.</summary>
public enum EnforcementModel
{
    /// <summary>Unknown is no.</summary>
    Restrictive,

    /// <summary>Unknown is yes.</summary>
    NonRestrictive,

    /// <summary>No check at all: always sent. Only for transactional purposes.</summary>
    Disabled,
}
