using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>A run of addresses whose facts are read together, in one snapshot of the database. Reused from run to run.</summary>
public sealed class FactBatch
{
    private readonly List<PointFacts> facts = [];
    private readonly List<FactAsk> asks = [];

    /// <summary>The canonical form of every item of the run, usable or not; kept here so that a run makes no list of its own.</summary>
    internal List<ContactPointKey> Keys { get; } = [];

    public int Count => asks.Count;

    /// <summary>The rulebook's version in the snapshot that was read: where it differs from the question's, ask again.</summary>
    public long RulebookVersion { get; set; }

    public FactAsk this[int index] => asks[index];

    public PointFacts Facts(int index) => facts[index];

    public void Add(FactAsk ask)
    {
        if (facts.Count == asks.Count)
        {
            facts.Add(new());
        }

        asks.Add(ask);
    }

    public void Clear()
    {
        asks.Clear();
        Keys.Clear();
    }
}

/// <summary>One address to look up: by its hash, or by the point's own id. <c>Contact</c> is an external id, <c>ContactId</c> our own.</summary>
public readonly record struct FactAsk(AddressHash Hash, Id<ContactPoint> PointId = default, string? Contact = null, Id<Contact> ContactId = default);

/// <summary>Reads facts by prepared statements on a pooled connection.</summary>
public interface IFactReader
{
    /// <summary>Fills the facts of every ask. The question says which purposes and which time.</summary>
    ValueTask ReadAsync(FactBatch batch, RuleQuestion question, CancellationToken ct);

    /// <summary>Reads what the page behind a preference link shows of its address.</summary>
    ValueTask<LinkFacts> ReadLinkAsync(Id<ContactPoint> point, AddressHasher hasher, DateTimeOffset now, CancellationToken ct);
}
