using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;

namespace ConsentPortal.Web.Public;

/// <summary>Where somebody stands on the way to their own details.</summary>
public enum DetailsStep
{
    /// <summary>What this is for, and a button that sends a code.</summary>
    Start,

    /// <summary>The code that was sent to the link's own address.</summary>
    Code,

    /// <summary>The code that was sent to one more address.</summary>
    OtherCode,

    /// <summary>The details themselves.</summary>
    Open,
}

/// <summary>The page of one's own details as it is rendered.</summary>
public sealed record DetailsModel(PublicPage Page, string Token, ReadOwnDetails.View View, DetailsStep Step)
{
    /// <summary>The proof that the forms carry; there is no cookie.</summary>
    public string Proof { get; init; } = "";

    /// <summary>What was typed and is not saved yet: carried through every step, so that nothing is lost to a proof that died.</summary>
    public DetailsTyped? Typed { get; init; }

    public IReadOnlyList<Problem> Problems { get; init; } = [];

    public DetailsSaid? Said { get; init; }

    /// <summary>The address that <see cref="DetailsStep.OtherCode"/> is about.</summary>
    public AskOwnAddress.View? Other { get; init; }

    /// <summary>A new address as it was typed, where it was refused.</summary>
    public string TypedAddress { get; init; } = "";

    public string Action(string what) => Page.To($"{Urls.Details(Token)}/{what}");

    public Problem? ProblemOf(string field) => Problems.FirstOrDefault(p => p.Field == field);

    /// <summary>What the fields hold: what was typed, else what is on file.</summary>
    public DetailsTyped Fields => Typed ?? (View.Person is { } person ? new(person.FirstName, person.LastName, person.Language, person.Version) : new("", "", "", 0));
}

/// <summary>The form of the details as it was sent.</summary>
public sealed record DetailsTyped(string FirstName, string LastName, string Language, int Version);

/// <summary>What just happened; the texts are keys of PublicTexts with their value. <c>Href</c> leads on, under <c>Label</c>.</summary>
public sealed record DetailsSaid(string Title, string Text, string Value = "", bool Bad = false)
{
    public string? Href { get; init; }

    public string Label { get; init; } = "";
}
