using System.Text.Json;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>What the person, or who took it down for them, submitted: in full, in an erasable side row.</summary>
public sealed record Submission
{
    public const int NameMaxLength = 200, TextMaxLength = 4000, FieldsMost = 20;

    public string Email { get; init; } = "";

    public string Phone { get; init; } = "";

    public string FirstName { get; init; } = "";

    public string LastName { get; init; } = "";

    /// <summary>What they want, in their words.</summary>
    public string Notes { get; init; } = "";

    /// <summary>How they wish to be answered.</summary>
    public string Wishes { get; init; } = "";

    /// <summary>Who acts for them, where somebody does.</summary>
    public string ActsFor { get; init; } = "";

    /// <summary>Further things that identify them: a customer number.</summary>
    public Dictionary<string, string> Fields { get; init; } = [];

    public Submission Clean() => this with
    {
        Email = Text.Clean(Email), Phone = Text.Clean(Phone), FirstName = Text.Clean(FirstName), LastName = Text.Clean(LastName), Notes = Text.Clean(Notes), Wishes = Text.Clean(Wishes), ActsFor = Text.Clean(ActsFor),
        Fields = Fields.Where(f => !string.IsNullOrWhiteSpace(f.Value)).ToDictionary(f => Text.Clean(f.Key), f => Text.Clean(f.Value), StringComparer.Ordinal),
    };

    /// <summary>Everything that is wrong with it, each beside its field.</summary>
    internal IEnumerable<Problem> Refuse()
    {
        if (Email.Length == 0 && Phone.Length == 0)
        {
            yield return Problem.Invalid("email", "Enter the email address or the phone number by which the person is known.");
        }

        if (Email.Length > 0 && Key(Channel.Email, Email) is null)
        {
            yield return Problem.Invalid("email", "This is no email address.");
        }

        if (Phone.Length > 0 && Key(Channel.Sms, Phone) is null)
        {
            yield return Problem.Invalid("phone", "Enter the number with its country: +49 30 1234567.");
        }

        foreach (var (field, value, most) in ((string, string, int)[])[("firstName", FirstName, NameMaxLength), ("lastName", LastName, NameMaxLength), ("actsFor", ActsFor, NameMaxLength), ("notes", Notes, TextMaxLength), ("wishes", Wishes, TextMaxLength)])
        {
            if (value.Length > most)
            {
                yield return Problem.Invalid(field, $"At most {most} characters.");
            }
        }

        if (Fields.Count > FieldsMost || Fields.Any(f => f.Key.Length > NameMaxLength || f.Value.Length > NameMaxLength))
        {
            yield return Problem.Invalid("fields", $"At most {FieldsMost} further details of {NameMaxLength} characters each.");
        }
    }

    /// <summary>The address that the person is known by: the email before the number.</summary>
    internal ContactPointKey Address() => Email.Length > 0 ? Key(Channel.Email, Email)!.Value : Key(Channel.Sms, Phone)!.Value;

    internal string ToJson() => JsonSerializer.Serialize(this);

    /// <summary>Null once it was erased.</summary>
    internal static Submission? FromJson(string? json) => json is null ? null : JsonSerializer.Deserialize<Submission>(json);

    private static ContactPointKey? Key(Channel channel, string address) => ContactPointKey.TryParse(channel, address, out var key) ? key : null;
}
