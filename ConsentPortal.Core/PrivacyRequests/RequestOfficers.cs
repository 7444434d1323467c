using System.Globalization;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Who gets the requests of a kind.</summary>
public enum OfficerRule
{
    /// <summary>Nobody: they wait in the queue.</summary>
    Queue,

    /// <summary>The first of the list; their deputy while they are away.</summary>
    Fixed,

    /// <summary>One after the other; who is away is passed over.</summary>
    RoundRobin,
}

/// <summary>Who gets the requests of one kind under one profile.</summary>
public sealed class RequestOfficers : IEntity, IAudited, IVersioned
{
    public const int MostMembers = 20, ListMaxLength = MostMembers * 20;

    public Id<RequestOfficers> Id { get; init; }

    public Id<ComplianceProfile> ProfileId { get; init; }

    public RequestKind Kind { get; init; }

    public OfficerRule Rule { get; internal set; }

    /// <summary>Ids of members, in their order, parted by commas.</summary>
    public string List { get; internal set; } = "";

    /// <summary>Whose turn it was last.</summary>
    public long LastId { get; internal set; }

    public int Version { get; set; }

    public IReadOnlyList<long> Members => Parse(List);

    internal static string Join(IEnumerable<long> members) => string.Join(',', members.Select(m => m.ToString(CultureInfo.InvariantCulture)));

    private static long[] Parse(string list) => [.. list.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(m => long.Parse(m, CultureInfo.InvariantCulture))];
}

/// <summary>A member is away for these days, the last one too; somebody else stands in.</summary>
public sealed class OfficerAbsence : IAudited
{
    public long MemberId { get; init; }

    /// <summary>0 = nobody.</summary>
    public long DeputyId { get; internal set; }

    public DateOnly AwayFrom { get; internal set; }

    public DateOnly AwayUntil { get; internal set; }

    public bool Covers(DateOnly day) => day >= AwayFrom && day <= AwayUntil;
}
