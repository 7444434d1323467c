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

/// <summary>On what processing may rest (GDPR art. 6(1)(a)-(f)).</summary>
public enum LawfulBasis
{
    Consent,
    Contract,
    LegalObligation,
    VitalInterest,
    PublicTask,
    LegitimateInterest,
}

/// <summary>What is done with data for a purpose: basis, data, recipients, retention, transfers. Lists have one entry a line.</summary>
public sealed record ProcessingFacts(LawfulBasis? LawfulBasis = null, string DataCategories = "", string Recipients = "", string Retention = "", string Transfers = "")
{
    public static readonly ProcessingFacts None = new();

    /// <summary>The entries of one of these texts.</summary>
    public static IReadOnlyList<string> Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>Why we contact or process. Shared between profiles: consent is shared, the enforcement model is not.</summary>
public sealed class Purpose : IEntity, IAudited, IVersioned, IRule
{
    public const int CodeMaxLength = 60;
    public const int NameMaxLength = 120;
    public const int DescriptionMaxLength = 400;
    public const int FactMaxLength = 1000;

    public Id<Purpose> Id { get; init; }

    public short Number { get; init; }

    public string Code { get; init; } = "";

    public PurposeType Type { get; init; }

    /// <summary>Only for a purpose of type data use; null = some other use.</summary>
    public DataUse? DataUse { get; internal set; }

    /// <summary>The name by language (BCP 47).</summary>
    public LocalText Name { get; internal set; } = new();

    public LocalText Description { get; internal set; } = new();

    /// <summary>On what the processing rests (GDPR art. 6(1)); null = nobody said.</summary>
    public LawfulBasis? LawfulBasis { get; internal set; }

    /// <summary>Which data it uses, one kind a line (GDPR art. 30(1)(c)).</summary>
    public string DataCategories { get; internal set; } = "";

    /// <summary>Who gets them, one a line (GDPR art. 13(1)(e)).</summary>
    public string Recipients { get; internal set; } = "";

    /// <summary>How long they are kept, or by what that is decided (GDPR art. 13(2)(a)).</summary>
    public string Retention { get; internal set; } = "";

    /// <summary>To which other countries they go, and with which safeguard (GDPR art. 13(1)(f)).</summary>
    public string Transfers { get; internal set; } = "";

    public int Version { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public List<PurposeState> States { get; init; } = [];

    public List<Topic> Topics { get; init; } = [];

    public PurposeState State => States.Open()!;

    public ProcessingFacts Facts
    {
        get => new(LawfulBasis, DataCategories, Recipients, Retention, Transfers);
        internal set => (LawfulBasis, DataCategories, Recipients, Retention, Transfers) = (value.LawfulBasis, value.DataCategories, value.Recipients, value.Retention, value.Transfers);
    }
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
