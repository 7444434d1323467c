using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>What kind of message or use a purpose stands for.</summary>
public enum PurposeType
{
    Commercial,
    Transactional,
    Tracking,

    /// <summary>Sale or share, profiling, analytics: no channel, one answer per contact point.</summary>
    DataUse,
}

/// <summary>Which use of data a data-use purpose stands for. No word = some other use.</summary>
public enum DataUse
{
    /// <summary>Selling data, or sharing it for advertising elsewhere: what Global Privacy Control refuses.</summary>
    SaleOrShare,
    Profiling,
    Analytics,
}

/// <summary>On what an opt-out of this purpose hangs.</summary>
public enum OptOutScope
{
    /// <summary>On the address: everyone who uses it is stopped. The default.</summary>
    Address,

    /// <summary>On the contact: two people who share an address choose apart.</summary>
    Contact,
}

/// <summary>Why we contact or process. Shared between profiles: consent is shared, the enforcement model is not.</summary>
public sealed class Purpose : IEntity, IAudited, IVersioned, IRule
{
    public const int CodeMaxLength = 60;
    public const int NameMaxLength = 120;
    public const int DescriptionMaxLength = 400;

    public Id<Purpose> Id { get; init; }

    public short Number { get; init; }

    public string Code { get; init; } = "";

    public PurposeType Type { get; init; }

    /// <summary>Only for a purpose of type data use; null = some other use.</summary>
    public DataUse? DataUse { get; internal set; }

    /// <summary>The name by language (BCP 47).</summary>
    public LocalText Name { get; internal set; } = new();

    public LocalText Description { get; internal set; } = new();

    public int Version { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public List<PurposeState> States { get; init; } = [];

    public List<Topic> Topics { get; init; } = [];

    public PurposeState State => States.Open()!;
}

/// <summary>A sub-choice under exactly one purpose. Its code is unique there.</summary>
public sealed class Topic : IEntity, IAudited, IRule
{
    public Id<Topic> Id { get; init; }

    public Id<Purpose> PurposeId { get; init; }

    public short Number { get; init; }

    public string Code { get; init; } = "";

    public LocalText Name { get; internal set; } = new();

    public LocalText Description { get; internal set; } = new();

    /// <summary>Where it stands among its siblings, on every screen; from 1.</summary>
    public int Order { get; internal set; }

    /// <summary>Shown on the preference center. A hidden topic is still decided.</summary>
    public bool Visible { get; internal set; } = true;

    public DateTimeOffset CreatedAt { get; init; }

    public List<TopicState> States { get; init; } = [];

    public TopicState State => States.Open()!;
}
