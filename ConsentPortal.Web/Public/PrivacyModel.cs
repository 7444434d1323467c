using System.Globalization;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;

namespace ConsentPortal.Web.Public;

/// <summary>The form of one kind of request as it is rendered: what it asks for, what was typed and refused. Nothing is looked up for it.</summary>
/// <param name="Path">Where it is shown and sent to: under the profile, or under the link of a preference center.</param>
/// <param name="Masked">The address of the link, as its holder may see it; null = the form asks for one.</param>
public sealed record PrivacyModel(PublicPage Page, ReadPrivacyPage.View View, RequestKind Kind, string Path, string? Masked)
{
    public PrivacyEntry Entry { get; init; } = PrivacyEntry.Empty;

    public IReadOnlyList<Problem> Problems { get; init; } = [];

    /// <summary>Without those that the link itself tells.</summary>
    public IEnumerable<ReadPrivacyPage.Entry> Asked => View.Asked.Where(a => Masked is null || a.Field.Code is not (AskedField.Email or AskedField.Phone));

    public static string Day(DateOnly day) => day.ToString("D", CultureInfo.CurrentCulture);
}

/// <summary>What was typed into a form, by the names of its inputs.</summary>
public sealed record PrivacyEntry(IReadOnlyDictionary<string, string> Values)
{
    private const int Most = Submission.TextMaxLength, Inputs = 60;

    public static readonly PrivacyEntry Empty = new(new Dictionary<string, string>(StringComparer.Ordinal));

    public static PrivacyEntry Of(IFormCollection form)
        => new(form.Take(Inputs).Where(f => f.Key.Length <= 100).ToDictionary(f => f.Key, f => Text.Cut(f.Value.ToString(), Most + 1), StringComparer.Ordinal));

    public string this[string name] => Values.GetValueOrDefault(name, "");

    public OnBehalf OnBehalf => this["onBehalf"] switch { "child" => OnBehalf.Child, "principal" => OnBehalf.Principal, _ => OnBehalf.Self };

    public Submission AsSubmission() => new()
    {
        Email = this[AskedField.Email], Phone = this[AskedField.Phone], FirstName = this[AskedField.FirstName], LastName = this[AskedField.LastName], Notes = this["notes"], Wishes = this["wishes"],
        ActsFor = OnBehalf == OnBehalf.Self ? "" : this["actsFor"], Purpose = this["purpose"], Fields = Under(SubmitRequest.OwnField), Proposed = Under(SubmitRequest.ProposedField),
    };

    private Dictionary<string, string> Under(string prefix) => Values.Where(v => v.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(v => v.Key[prefix.Length..], v => v.Value, StringComparer.Ordinal);
}
