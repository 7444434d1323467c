using System.Text.Encodings.Web;
using System.Text.Json;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>What the person, or who took it down for them, submitted: in full, in an erasable side row.</summary>
public sealed record Submission
{
    // it is read as JSON only: letters stay letters, so that four thousand Arabic ones do not become twenty-four thousand
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public const int NameMaxLength = 200, TextMaxLength = 4000, FieldsMost = 20;

    /// <summary>The fields of refusals that mean all of a kind at once.</summary>
    internal const string FieldsField = "fields", ProposedField = "proposed";

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

    /// <summary>The code of the purpose that they object to; empty = all marketing.</summary>
    public string Purpose { get; init; } = "";

    /// <summary>What their data should say instead, by the name of the field (update); empty values are asked to be emptied.</summary>
    public Dictionary<string, string> Proposed { get; init; } = [];

    /// <summary>How another controller names them where it gives no address, such as the hash of one; empty = it does.</summary>
    public string Identity { get; init; } = "";

    public Submission Clean() => this with
    {
        Email = Text.Clean(Email), Phone = Text.Clean(Phone), FirstName = Text.Clean(FirstName), LastName = Text.Clean(LastName), Notes = Text.Clean(Notes), Wishes = Text.Clean(Wishes), ActsFor = Text.Clean(ActsFor), Purpose = Text.Clean(Purpose),
        Fields = Clean(Fields, keepEmpty: false), Proposed = Clean(Proposed, keepEmpty: true),
    };

    /// <summary>Everything that is wrong with it, each beside its field.</summary>
    internal IEnumerable<Problem> Refuse()
    {
        if (Email.Length == 0 && Phone.Length == 0 && Identity.Length == 0)
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

        foreach (var problem in RefuseLengths())
        {
            yield return problem;
        }

        if (ToJson().Length > SideRow.ContentMaxLength)
        {
            yield return Problem.Invalid("notes", "This is too much to keep in one request. Shorten it, or send the rest by letter.");
        }
    }

    private IEnumerable<Problem> RefuseLengths()
    {
        foreach (var (field, value, most) in ((string, string, int)[])[("firstName", FirstName, NameMaxLength), ("lastName", LastName, NameMaxLength), ("actsFor", ActsFor, NameMaxLength), ("notes", Notes, TextMaxLength), ("wishes", Wishes, TextMaxLength)])
        {
            if (value.Length > most)
            {
                yield return Problem.Invalid(field, $"At most {most} characters.");
            }
        }

        if (Fields.Count > FieldsMost || Fields.Any(f => f.Key.Length > NameMaxLength || f.Value.Length > NameMaxLength) || (Identity.Length > 0 && Key(Channel.Custom, Identity) is null))
        {
            yield return Problem.Invalid(FieldsField, $"At most {FieldsMost} further details of {NameMaxLength} characters each.");
        }

        if (Proposed.Count > FieldsMost || Proposed.Any(f => f.Key.Length > NameMaxLength || f.Value.Length > TextMaxLength))
        {
            yield return Problem.Invalid(ProposedField, $"At most {FieldsMost} changes of {TextMaxLength} characters each.");
        }
    }

    /// <summary>The address that the person is known by: the email before the number, and only without both what another controller names them by.</summary>
    internal ContactPointKey Address() => Email.Length > 0 ? Key(Channel.Email, Email)!.Value : Phone.Length > 0 ? Key(Channel.Sms, Phone)!.Value : Key(Channel.Custom, Identity)!.Value;

    internal string ToJson() => JsonSerializer.Serialize(this, Plain);

    /// <summary>Null once it was erased.</summary>
    internal static Submission? FromJson(string? json) => json is null ? null : JsonSerializer.Deserialize<Submission>(json);

    private static Dictionary<string, string> Clean(Dictionary<string, string> values, bool keepEmpty) => values.Select(f => (Key: Text.Clean(f.Key), Value: Text.Clean(f.Value))).Where(f => f.Key.Length > 0 && (keepEmpty || f.Value.Length > 0))
        .DistinctBy(f => f.Key, StringComparer.Ordinal).ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal);

    private static ContactPointKey? Key(Channel channel, string address) => ContactPointKey.TryParse(channel, address, out var key) ? key : null;
}
