namespace ConsentPortal.Web.Public;

/// <summary>What a plain public page says. <c>Title</c> is a key of PublicTexts, the lines are texts in the page's language.</summary>
public sealed record PublicMessage(string Title, params IReadOnlyList<string> Lines)
{
    public IReadOnlyList<string> Items { get; init; } = [];

    /// <summary>The sentence that the button agrees to.</summary>
    public string? Wording { get; init; }

    public PublicButton? Button { get; init; }

    public IReadOnlyList<string> After { get; init; } = [];

    /// <summary>Path of the receipt of what was just done.</summary>
    public string? Receipt { get; init; }

    /// <summary>The preference page of the same address.</summary>
    public string? Back { get; init; }

    /// <summary>One more way on; its label is a key of PublicTexts.</summary>
    public PublicWay? Way { get; init; }

    /// <summary>The answer to a form is announced to who cannot see it.</summary>
    public string? Role { get; init; }
}

/// <summary>The one button of a page. <c>Label</c> is a key of PublicTexts.</summary>
public sealed record PublicButton(string Label, string Action, FormProof Proof);

/// <summary>A link below a message. <c>Label</c> is a key of PublicTexts.</summary>
public sealed record PublicWay(string Label, string Href);
