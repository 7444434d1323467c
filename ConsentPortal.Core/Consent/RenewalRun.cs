using System.Globalization;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

public enum RenewalState
{
    Running,
    Done,
    Cancelled,
}

/// <summary>Why an address whose consent ends was not asked to renew it.</summary>
public enum RenewalSkip
{
    /// <summary>Opted out, suppressed, paused, restricted: no commercial message may go there, and this is one.</summary>
    Denied,

    /// <summary>No mail can reach it: a number, an erased or unusable address.</summary>
    Unreachable,

    /// <summary>It was asked for this purpose in the last thirty days.</summary>
    AskedLately,

    /// <summary>Neither an act of the person's own nor a consent level stands behind it (domain.md §1, consent request).</summary>
    NoOwnAct,

    /// <summary>A guardian gave it; only they can give it again.</summary>
    Guardian,

    /// <summary>It got as many of our questions today as one address may.</summary>
    TooMany,

    /// <summary>The profile lost its company or postal address meanwhile; a commercial mail must carry both.</summary>
    NoImprint,
}

/// <summary>One administrator's order to ask everybody whose consent to a purpose ends in a time: how far it is, who was asked, who was
/// passed over and why. Its place is kept with every step, so that it goes on after a restart where it ended.</summary>
public sealed class RenewalRun : IEntity
{
    public Id<RenewalRun> Id { get; init; }

    public Id<ComplianceProfile> ProfileId { get; init; }

    public Id<Purpose> PurposeId { get; init; }

    /// <summary>Null = the purpose and all its topics.</summary>
    public Id<Topic>? TopicId { get; init; }

    /// <summary>One address alone; none = everybody.</summary>
    public Id<ContactPoint> PointId { get; init; }

    /// <summary>Consent that ends later than this is left alone.</summary>
    public DateTimeOffset Until { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    /// <summary>The member of staff, by number.</summary>
    public long StartedBy { get; init; }

    public RenewalState State { get; private set; }

    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>The end and the contact point of the last record that was looked at.</summary>
    public DateTimeOffset? LastEnd { get; private set; }

    public Id<ContactPoint> LastPointId { get; private set; }

    /// <summary>How many addresses it was about when it started.</summary>
    public int Total { get; init; }

    public int Asked { get; private set; }

    /// <summary>How many were passed over, by the word of <see cref="RenewalSkip"/>.</summary>
    public Dictionary<string, string> Skipped { get; private set; } = new(StringComparer.Ordinal);

    public int SkippedFor(RenewalSkip why) => Skipped.TryGetValue(Word.Of(why), out var count) ? int.Parse(count, CultureInfo.InvariantCulture) : 0;

    public int Seen => Asked + Enum.GetValues<RenewalSkip>().Sum(SkippedFor);

    internal void Count(RenewalSkip? why)
    {
        if (why is { } reason)
        {
            Skipped = new(Skipped, StringComparer.Ordinal) { [Word.Of(reason)] = (SkippedFor(reason) + 1).ToString(CultureInfo.InvariantCulture) };
        }
        else
        {
            Asked++;
        }
    }

    internal void MoveTo(DateTimeOffset end, Id<ContactPoint> point) => (LastEnd, LastPointId) = (end, point);

    internal void Finish(RenewalState state, DateTimeOffset now) => (State, FinishedAt) = (state, now);
}

/// <summary>A run was started or stopped.</summary>
public sealed record RenewalEvent(string Kind, string SubjectId) : PortalEvent(Kind, "renewal", SubjectId)
{
    public const string Started = "renewal.started", Cancelled = "renewal.cancelled";
}
