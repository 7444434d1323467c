using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;

namespace ConsentPortal.Web.Public;

/// <summary>The preference center as it is rendered: what stands, what a save just did, what was typed and refused. <c>At</c> is when (see PublicPages.Stamp).</summary>
public sealed record PreferenceModel(PublicPage Page, string Token, PreferenceView View, string At)
{
    /// <summary>The hidden field that proves an opt-in came from our page; null where no form needs it.</summary>
    public FormProof? Proof { get; init; }

    public SavedModel? Saved { get; init; }

    /// <summary>What was refused, by the control's key.</summary>
    public IReadOnlyList<Problem> Problems { get; init; } = [];

    /// <summary>The browser sends <c>Sec-GPC: 1</c>.</summary>
    public bool RefusesSale { get; init; }

    /// <summary>Shown to staff: nothing on it can be pressed.</summary>
    public bool Sample { get; init; }

    /// <summary>What its forms say that they stood on; for the evidence of what is answered.</summary>
    public string PageVersion => CenterVersion.ReferenceOf(View.Profile, View.Center.PublishedNumber);

    /// <summary>The section's own title in exactly the reader's language, else ours.</summary>
    public string TitleOf(CenterSection? section, string ours) => section?.Title.Exactly(Page.Language) ?? ours;

    public string ButtonOf(CenterSection? section, string ours) => section?.Button.Exactly(Page.Language) ?? ours;

    /// <summary>It stands under a heading of its own, not among the purposes.</summary>
    public bool IsApart(PurposeChoices purpose) => purpose.Purpose.Type switch
    {
        PurposeType.Tracking => View.Design.Has(SectionKind.Tracking),
        PurposeType.DataUse => View.Design.Has(SectionKind.DataUses),
        _ => false,
    };

    /// <summary>The purposes whose boxes stand in this section; empty = it shows none to this reader.</summary>
    public IReadOnlyList<PurposeChoices> PurposesIn(CenterSection section) => [.. View.Purposes.Where(p => section.Kind switch
    {
        SectionKind.Purposes => !IsApart(p),
        SectionKind.Topics => !IsApart(p) && p.Topics.Any(t => !t.Choices.All(c => c.Always)),
        SectionKind.Tracking => p.Purpose.Type == PurposeType.Tracking,
        SectionKind.DataUses => p.Purpose.Type == PurposeType.DataUse,
        _ => false,
    })];

    public string Action(string what) => Sample ? Page.Path ?? "" : Page.To($"{Urls.Preferences(Token)}/{what}");

    /// <summary>All controls, how they are shown, and the version of the words beside them where one was published:
    /// <c>email-1-0=1 email-1-1=0=wording-1-1-de@3</c>; a control that cannot be used is left out.</summary>
    public string Shown => string.Join(' ', View.Choices.Where(MayUse).Select(c => $"{c.Key}={(c.On ? 1 : 0)}{(WordingOf(c.Purpose, c.Topic) is { } words ? $"={words.Version}" : "")}"));

    /// <summary>The published words beside a purpose or topic; null = its description stands there.</summary>
    public ShownWording? WordingOf(Purpose purpose, Topic? topic) => View.Wordings.InForce(purpose, topic, Page.Language);

    public static bool IsUsable(Choice choice) => !choice.Always && (choice.On || choice.SwitchingOn is SwitchingOn.ByMail or SwitchingOn.ByCode);

    /// <summary>What the browser refuses is not for the boxes.</summary>
    public bool MayUse(Choice choice) => IsUsable(choice) && !IsSignalled(choice);

    public bool IsSignalled(Choice choice) => RefusesSale && BrowserSignal.Speaks(choice);

    /// <summary>In force, or ticked by the reader and refused: what was typed is not lost.</summary>
    public bool IsTicked(Choice choice) => choice.On || Problems.Any(p => p.Field == choice.Key);

    /// <summary>The one sentence that all controls of a number share: see <see cref="NoteOf"/>.</summary>
    public const string PhoneNote = "phone-note";

    /// <summary>Something can still be refused: the page offers it first.</summary>
    public bool OffersStop => Saved is null || View.Choices.Any(c => c.On && c.Purpose.Type != PurposeType.Transactional);

    public bool NeedsPhoneNote => View.Choices.Any(IsPhoneOnly);

    public static bool Waits(Choice choice) => choice is { On: false, Asked: true };

    public static bool IsBarred(Choice choice) => choice is { On: false, Always: false, SwitchingOn: SwitchingOn.Barred };

    /// <summary>The id of what is said about a control; null when nothing is.</summary>
    public string? NoteOf(Choice choice) => ProblemOf(choice) is not null || choice.PausedUntil is not null || choice.ValidUntil is not null || Waits(choice) || IsBarred(choice) || IsSignalled(choice) ? $"n-{choice.Key}"
        : IsPhoneOnly(choice) ? PhoneNote : null;

    private static bool IsPhoneOnly(Choice choice) => choice is { On: false, Always: false, SwitchingOn: SwitchingOn.NotHere };

    public Problem? ProblemOf(Choice choice) => Problems.FirstOrDefault(p => p.Field == choice.Key);
}

/// <summary>Name and value of the antiforgery field.</summary>
public sealed record FormProof(string Name, string Value);

/// <summary>What a save did, as the page says it. <c>Title</c> is a key of PublicTexts.</summary>
public sealed record SavedModel(string Title, SavedChoices? What)
{
    /// <summary>Path of the receipt; null when nothing was written.</summary>
    public string? Receipt { get; init; }

    /// <summary>Path that the undo form posts to.</summary>
    public string? Undo { get; init; }

    public FormProof? Proof { get; init; }

    public string? MaskedAddress { get; init; }

    /// <summary>One more sentence, a key of PublicTexts.</summary>
    public string? Note { get; init; }

    /// <summary>The questions that a number's code answers; empty = no code is asked for.</summary>
    public string NumberKey { get; init; } = "";

    /// <summary>Why the code was not taken, a key of PublicTexts.</summary>
    public string? CodeProblem { get; init; }

    /// <summary>Names of what counts from now on.</summary>
    public IReadOnlyList<string> Confirmed { get; init; } = [];

    /// <summary>Something was refused for good: the page may ask why.</summary>
    public bool Leaving { get; init; }

    /// <summary>The token of the save's receipt; null when nothing was written.</summary>
    public string? SaveToken { get; init; }

    /// <summary>Nothing was saved, or only a part.</summary>
    public bool Refused { get; init; }
}
