using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;

namespace ConsentPortal.Web.Public;

/// <summary>A sign-up page as it is rendered: what is offered, what was typed and refused. Nothing is ticked that nobody ticked.</summary>
public sealed record SubscribeModel(PublicPage Page, ReadSubscribePage.View View, SubscribeEntry Entry, string At)
{
    public IReadOnlyList<Problem> Problems { get; init; } = [];

    public string Path => Urls.Subscribe(View.Profile.Code);

    public string Title(string fallback) => View.Page.Title.In(Page.Language, View.Profile.DefaultLanguage) is { Length: > 0 } own ? own : fallback;

    public string Intro => View.Page.Intro.In(Page.Language, View.Profile.DefaultLanguage);
}

/// <summary>The answer to a sign-up form: the same for everybody but for what was ticked and the tokens.</summary>
public sealed record SentModel(PublicPage Page, string Code, string Token, FormProof Proof)
{
    public bool AsksEmail { get; init; }

    public bool AsksNumber { get; init; }

    /// <summary>Why the code was not taken, a key of PublicTexts.</summary>
    public string? Problem { get; init; }

    /// <summary>It was just asked for once more.</summary>
    public bool Again { get; init; }

    public string Action(string what) => Page.To($"{Urls.Subscribe(Code)}/{what}");
}
