namespace ConsentPortal.Core.Preferences;

/// <summary>Something that a design does to its readers, or leaves out, and should not.</summary>
/// <param name="Must">An error: it cannot be published. Else a warning.</param>
/// <param name="Source">Where it is written: article, section or guideline; empty = no law says it, reason does.</param>
/// <param name="SectionKey">Where to mend it; empty = the whole page.</param>
/// <param name="Field">As designs name it: <c>body</c>; <c>companyName</c> = the profile's own form; empty = no single field.</param>
/// <param name="Languages">In which languages (BCP 47); empty where languages do not matter.</param>
/// <param name="Detail">The words that were found, a name, a number.</param>
public sealed record CenterFinding(CenterRule Rule, bool Must, string Source, string SectionKey = "", string Field = "", IReadOnlyList<string>? Languages = null, string Detail = "")
{
    public IReadOnlyList<string> Languages { get; init; } = Languages ?? [];

    public SectionKind? Section { get; init; }

    /// <summary>What would pass instead: a colour; empty = nothing to offer.</summary>
    public string Offer { get; init; } = "";
}

/// <summary>What <see cref="CenterCheck"/> looks for.</summary>
public enum CenterRule
{
    /// <summary>A section that must be there is not.</summary>
    SectionMissing,

    /// <summary>A section stands twice that may stand once.</summary>
    SectionTwice,

    /// <summary>The heading is not first.</summary>
    HeadingFirst,

    /// <summary>Refusing everything is not among the first two or three sections.</summary>
    RefusalFirst,

    /// <summary>What stands above it is so long that refusing is not on the first screen.</summary>
    RefusalBelowFold,

    /// <summary>Topics stand before the purposes they belong to.</summary>
    TopicsFirst,

    /// <summary>A section has nothing to show for this profile.</summary>
    NothingToShow,

    /// <summary>A section of one's own has no words, or no image.</summary>
    Empty,

    /// <summary>The words of all sections are too many for one page.</summary>
    TooLong,

    /// <summary>HTML stands in a text; readers would see the tags.</summary>
    Html,

    /// <summary>A text is not there in languages that readers use.</summary>
    LanguageMissing,

    /// <summary>An image says nothing to who cannot see it.</summary>
    AltMissing,

    /// <summary>Words that make who leaves feel bad.</summary>
    Guilt,

    /// <summary>A sentence that has to be read twice: not unsubscribe.</summary>
    DoubleNegative,

    /// <summary>A hurry that is none.</summary>
    Urgency,

    /// <summary>Says that who does nothing has agreed.</summary>
    PreTicked,

    /// <summary>The button that refuses does not say so.</summary>
    HiddenRefusal,

    /// <summary>The button that refuses is longer than the one that saves; or the one that saves pushes.</summary>
    UnequalButtons,

    /// <summary>Own words ask for a yes and do not say that it can be taken back.</summary>
    WithdrawalMissing,

    /// <summary>Nobody is named who writes and answers for the data.</summary>
    SenderMissing,

    /// <summary>An image, logo or font is not there, or is a file of another kind.</summary>
    FileMissing,

    /// <summary>A colour cannot be read on its ground.</summary>
    Contrast,
}
