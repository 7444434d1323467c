using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Core.Messaging;

/// <summary>How the value of a place is written.</summary>
public enum PlaceShape
{
    /// <summary>Within a sentence.</summary>
    Word,

    /// <summary>A list, on a line of its own.</summary>
    List,

    /// <summary>Paragraphs that somebody wrote or that are put in whole, on a line of its own.</summary>
    Text,

    /// <summary>The button and its address, on a line of its own; a mail has at most one.</summary>
    Link,
}

/// <summary>A place in a mail that the portal fills in, written <c>{name}</c>. <c>{sender}</c> is there in every mail.</summary>
/// <param name="Required">Without it the mail would be of no use: the link to confirm with, what is asked for.</param>
/// <param name="Samples">What a preview puts there; nothing for a link, whose sample leads to the portal's own start page.</param>
public sealed record MailPlace(string Name, PlaceShape Shape = PlaceShape.Word, bool Required = false, params string[] Samples)
{
    public static readonly MailPlace Sender = new("sender");

    public string Written => $"{{{Name}}}";
}

/// <summary>One line of the shipped text: an entry of <c>MailTexts</c> and what fills its numbered places, in order; or, with no entry,
/// a place that stands on a line of its own.</summary>
public sealed record MailLine(string Key, params string[] Places)
{
    public static MailLine Place(string name) => new("", name);

    internal string In(string language) => Key.Length == 0 ? $"{{{Places[0]}}}" : MailTexts.In(language, Key, [.. Places.Select(p => (object)$"{{{p}}}")]);
}

/// <summary>A kind of mail whose words an administrator may change, declared by the room that sends it and registered with
/// <see cref="MailKindServices.AddMailKind"/>. <c>Code</c> is what the mail is for (<see cref="Email.Kind"/>).</summary>
/// <param name="Button">The entry of <c>MailTexts</c> for the button; empty where the mail has no link.</param>
/// <param name="Places">What may stand in it, besides <c>{sender}</c>.</param>
public sealed record MailKind(string Code, MailLine Subject, string Button, IReadOnlyList<MailLine> Lines, IReadOnlyList<MailPlace> Places)
{
    public bool HasLink => Places.Any(p => p.Shape == PlaceShape.Link);

    /// <summary>Every place, the sender first.</summary>
    public IEnumerable<MailPlace> AllPlaces => Places.Prepend(MailPlace.Sender);

    public MailPlace? Place(string name) => AllPlaces.FirstOrDefault(p => p.Name == name);

    /// <summary>The words that ship, in this language; with its places still open.</summary>
    public TemplateWords Shipped(string language)
        => new(Subject.In(language), Button.Length == 0 ? "" : MailTexts.In(language, Button), string.Join("\n\n", Lines.Select(l => l.In(language))));
}

/// <summary>Every kind that was registered.</summary>
public sealed class MailKinds(IEnumerable<MailKind> kinds)
{
    public IReadOnlyList<MailKind> All { get; } = [.. kinds];

    public MailKind? Find(string? code) => All.FirstOrDefault(k => k.Code == code);
}

/// <summary>Registers kinds.</summary>
public static class MailKindServices
{
    /// <summary>The one line by which a room's mail becomes editable.</summary>
    public static IServiceCollection AddMailKind(this IServiceCollection services, MailKind kind) => services.AddSingleton(kind);
}
