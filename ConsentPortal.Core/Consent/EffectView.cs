using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>What a change of the rulebook would do, counted over every address.</summary>
/// <param name="Points">Addresses that were asked for, on the channels that the change concerns.</param>
/// <param name="Starts">Addresses that would get something they do not get now.</param>
/// <param name="Stops">Addresses that would no longer get something they get now.</param>
/// <param name="Rows">One for each profile, purpose, topic and channel whose rule would change, with or without effect.</param>
public sealed record EffectView(long Points, long Starts, long Stops, IReadOnlyList<EffectRow> Rows, DateTimeOffset At)
{
    /// <summary>No address is answered otherwise.</summary>
    public bool ChangesNothing => Starts == 0 && Stops == 0;
}

/// <summary>One profile, purpose or topic, and channel.</summary>
/// <param name="Channel"><see cref="Kernel.Channel.None"/> for data use, which has no channel.</param>
/// <param name="Topic">Null for the purpose itself.</param>
public sealed record EffectRow(Id<ComplianceProfile> ProfileId, string Profile, Id<Purpose> PurposeId, LocalText Purpose, LocalText? Topic, Channel Channel)
{
    /// <summary>None for the purpose itself.</summary>
    public Id<Topic> TopicId { get; init; }

    /// <summary>Addresses that would turn from do-not-send to send.</summary>
    public long Starts { get; init; }

    /// <summary>Addresses that would turn from send to do-not-send.</summary>
    public long Stops { get; init; }

    /// <summary>A few of either, the first by age.</summary>
    public IReadOnlyList<EffectExample> Examples { get; init; } = [];
}

/// <summary>One address whose answer would change.</summary>
/// <param name="Address">Null where the reader may not see addresses, or it was erased meanwhile.</param>
public sealed record EffectExample(Id<ContactPoint> PointId, string? Address, ReasonCode Before, ReasonCode After)
{
    public bool Starts => After.Allows();
}

/// <summary>How far the count is.</summary>
public sealed record EffectProgress(long Done, long Of);
