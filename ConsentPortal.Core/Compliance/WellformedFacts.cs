using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>The rules for what a profile says about the controller, and a purpose about its processing.</summary>
internal static partial class Wellformed
{
    public static IEnumerable<Problem> Controller(ControllerFacts said) =>
    [
        .. Line("controllerName", said.Name, ComplianceProfile.NameMaxLength),
        .. Line("controllerContact", said.Contact, ComplianceProfile.ContactMaxLength),
        .. Line("dpoContact", said.DpoContact, ComplianceProfile.ContactMaxLength),
        .. Line("representative", said.Representative, ComplianceProfile.ContactMaxLength),
        .. Line("policyUrl", said.PolicyUrl, ComplianceProfile.PolicyUrlMaxLength),
        .. IsWeb(Text.Clean(said.PolicyUrl)) ? [] : new[] { Problem.Invalid("policyUrl", "Enter the whole address of the page, with https:// in front.") },
        .. Line("policyVersion", said.PolicyVersion, ComplianceProfile.PolicyVersionMaxLength),
    ];

    public static IEnumerable<Problem> Deadlines(Deadlines said)
        => from term in new[] { (Field: "optOutWithin", Length: said.OptOut), (Field: "acknowledgeWithin", Length: said.Acknowledge), (Field: "answerWithin", Length: said.Answer), (Field: "extendBy", Length: said.Extension) }
           where term.Length is { IsSane: false }
           select Problem.Invalid(term.Field, "Enter a whole number: at most 365 days or 36 months. Leave it empty where no day is set.");

    public static IEnumerable<Problem> Facts(ProcessingFacts said) =>
    [
        .. Line("dataCategories", said.DataCategories, Purpose.FactMaxLength), .. Line("recipients", said.Recipients, Purpose.FactMaxLength),
        .. Line("retention", said.Retention, Purpose.FactMaxLength), .. Line("transfers", said.Transfers, Purpose.FactMaxLength),
    ];

    public static IEnumerable<Problem> Reason(string? reason, string field = RulebookWriter.ReasonField) => Line(field, reason, RulebookWriter.ReasonMaxLength);

    public static ControllerFacts Clean(ControllerFacts said)
        => new(Text.Clean(said.Name), Text.Clean(said.Contact), Text.Clean(said.DpoContact), Text.Clean(said.Representative), Text.Clean(said.PolicyUrl), Text.Clean(said.PolicyVersion));

    public static ProcessingFacts Clean(ProcessingFacts said)
        => said with { DataCategories = Lines(said.DataCategories), Recipients = Lines(said.Recipients), Retention = Lines(said.Retention), Transfers = Lines(said.Transfers) };

    // browsers send other line ends than they show
    private static string Lines(string text) => string.Join('\n', ProcessingFacts.Lines(Text.Clean(text)));

    private static bool IsWeb(string url) => url.Length == 0 || (Uri.TryCreate(url, UriKind.Absolute, out var found) && found.Scheme is "https" or "http");
}
