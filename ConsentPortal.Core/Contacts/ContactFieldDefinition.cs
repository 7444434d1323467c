using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Contacts;

/// <summary>What the values of an own field are.</summary>
public enum ContactFieldKind
{
    Text,

    /// <summary>Written the invariant way: <c>1234.5</c>.</summary>
    Number,

    /// <summary>ISO 8601: <c>1990-12-31</c>.</summary>
    Date,

    /// <summary>One of the field's own list.</summary>
    Choice,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    YesNo,
}

/// <summary>How carefully the values of a field are handled.</summary>
public enum FieldSensitivity
{
    Normal,

    /// <summary>Shown masked, each read is written down, never found by a search.</summary>
    Sensitive,
}

/// <summary>Whom a field admits; administrators, who define fields, are always admitted.</summary>
[Flags]
public enum FieldRoles
{
    None = 0,
    SalesRepresentative = 1,
    PrivacyOfficer = 2,

    /// <summary>They meet fields in imports.</summary>
    Analyst = 4,

    /// <summary>Programs with a key; for reading a sensitive field the key needs its own scope too.</summary>
    Application = 8,
    All = SalesRepresentative | PrivacyOfficer | Analyst | Application,
}

/// <summary>A field that the owner of the portal added to the record of a person; its values lie in <see cref="Contact.Fields"/> under its code.</summary>
public sealed class ContactFieldDefinition : IEntity, IAudited, IVersioned
{
    public const int CodeMaxLength = 40;
    public const int LabelMaxLength = 80;
    public const int HintMaxLength = 200;
    public const int ChoiceMaxLength = 80;
    public const int MostChoices = 100;

    /// <summary>Of a text value.</summary>
    public const int ValueMaxLength = 500;
    public const int MostFields = 100;

    public Id<ContactFieldDefinition> Id { get; init; }

    /// <summary>By which values, files and programs name it; unique, never changed.</summary>
    public string Code { get; init; } = "";

    public ContactFieldKind Kind { get; init; }

    public string Label { get; internal set; } = "";

    /// <summary>One sentence below the input; empty = none.</summary>
    public string Hint { get; internal set; } = "";

    /// <summary>What can be chosen, in this order; empty unless it is a choice.</summary>
    public List<string> Choices { get; internal set; } = [];

    public FieldSensitivity Sensitivity { get; internal set; }

    public FieldRoles Readers { get; internal set; }

    public FieldRoles Writers { get; internal set; }

    /// <summary>The person may change it on a public page at once, once they proved who they are.</summary>
    public bool SelfService { get; internal set; }

    /// <summary>Never handed out in a package of data: passwords, numbers of accounts and identity cards.</summary>
    public bool Denied { get; internal set; }

    /// <summary>Place in forms, from 1.</summary>
    public int Place { get; internal set; }

    /// <summary>Since then hidden everywhere, its values kept; null = in use.</summary>
    public DateTimeOffset? RetiredAt { get; internal set; }

    public DateTimeOffset CreatedAt { get; init; }

    public int Version { get; set; }

    public bool IsSensitive => Sensitivity == FieldSensitivity.Sensitive;

    public FieldFacts Facts => new(Label)
    {
        Hint = Hint, Choices = Choices, Sensitivity = Sensitivity, Readers = Readers, Writers = Writers, SelfService = SelfService, Denied = Denied,
    };

    internal void Take(FieldFacts facts)
    {
        (Label, Hint, Choices, Sensitivity) = (facts.Label, facts.Hint, [.. facts.Choices], facts.Sensitivity);
        (Readers, Writers, SelfService, Denied) = (facts.Readers, facts.Writers, facts.SelfService, facts.Denied);
    }

    /// <summary>Whether this actor gets its values. A subject is whoever proved to be the person.</summary>
    public bool ReadableBy(Actor actor) => actor.Kind switch
    {
        ActorKind.System or ActorKind.Import => true,
        ActorKind.Subject or ActorKind.Guardian => SelfService,
        ActorKind.Application => Readers.HasFlag(FieldRoles.Application) && (!IsSensitive || actor.May(Permission.ReadSensitive)),
        _ => Admits(Readers, actor),
    };

    public bool WritableBy(Actor actor) => actor.Kind switch
    {
        ActorKind.System or ActorKind.Import => true, // who maps a column to the field is asked when the import starts
        ActorKind.Subject or ActorKind.Guardian => SelfService,
        ActorKind.Application => Writers.HasFlag(FieldRoles.Application),
        _ => Admits(Writers, actor),
    };

    private static bool Admits(FieldRoles roles, Actor actor) => actor.Role switch
    {
        "administrator" => true,
        "salesRepresentative" => roles.HasFlag(FieldRoles.SalesRepresentative),
        "privacyOfficer" => roles.HasFlag(FieldRoles.PrivacyOfficer),
        "analyst" => roles.HasFlag(FieldRoles.Analyst),
        _ => false,
    };
}

/// <summary>What an administrator says of a field and may change later.</summary>
public sealed record FieldFacts(string Label)
{
    public string Hint { get; init; } = "";

    public IReadOnlyList<string> Choices { get; init; } = [];

    public FieldSensitivity Sensitivity { get; init; }

    public FieldRoles Readers { get; init; } = FieldRoles.All;

    public FieldRoles Writers { get; init; } = FieldRoles.All;

    public bool SelfService { get; init; }

    public bool Denied { get; init; }
}
