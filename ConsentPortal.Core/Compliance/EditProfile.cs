using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>Changes what a profile says of itself, its deadlines, and whether its opt-ins need a confirmation. Nothing is announced where
/// nothing changed.</summary>
public sealed class EditProfile(RulebookWriter writer)
{
    /// <param name="Version">The one that the form was opened with.</param>
    /// <param name="Regime">A preset's code; empty = none. The models stay as they are.</param>
    public sealed record Command(Id<ComplianceProfile> Id, int Version, string Name, string CompanyName, string PostalAddress, string Regime, string DefaultLanguage,
        IReadOnlyList<string> Applications, bool DoubleOptIn)
    {
        /// <summary>Null = stays.</summary>
        public ControllerFacts? Controller { get; init; }

        /// <summary>Null = stay.</summary>
        public Deadlines? Deadlines { get; init; }

        /// <summary>Null = stays; none = as the branding folder says.</summary>
        public Id<Brand>? Brand { get; init; }

        /// <summary>Why, for the versions; may be empty.</summary>
        public string Reason { get; init; } = "";
    }

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
        => actor.Lacks(Permission.EditCompliance) is { } missing ? missing
            : Refuse(command) is { Count: > 0 } problems ? problems
            : await writer.EditAsync(edit => ChangeAsync(edit.Because(command.Reason), command), actor, ct);

    private static List<Problem> Refuse(Command command) =>
    [
        .. Wellformed.Profile(command.Name, command.CompanyName, command.PostalAddress, command.DefaultLanguage, Wellformed.Names(command.Applications)),
        .. Wellformed.Controller(command.Controller ?? ControllerFacts.None), .. Wellformed.Deadlines(command.Deadlines ?? Deadlines.None), .. Wellformed.Reason(command.Reason),
    ];

    private static async Task<Outcome<Done>> ChangeAsync(RulebookEdit edit, Command command)
    {
        if (await edit.ProfileAsync(command.Id) is not { } profile)
        {
            return Problem.NotFound("There is no such profile.");
        }

        if (RulebookEdit.Stale(profile, command.Version) is { } stale)
        {
            return stale;
        }

        var regime = command.Regime == profile.RegimeCode ? profile.Regime : RegimePresets.Find(command.Regime)?.Reference ?? "";
        if (command.Regime.Length > 0 && regime.Length == 0)
        {
            return Problem.Invalid("regime", "Choose one of the presets.");
        }

        ChangeList changes = new();
        if (command.Brand is { } brand && brand != profile.BrandId && await BrandWriter.ChooseAsync(edit, profile, brand, changes) is { } unknown)
        {
            return unknown;
        }

        Apply(profile, command, regime, changes);
        ApplyController(profile, Wellformed.Clean(command.Controller ?? profile.Controller), changes);
        ApplyDeadlines(profile, command.Deadlines ?? profile.Deadlines, changes);
        ApplyState(edit, profile, command, changes);
        if (changes.Any)
        {
            edit.Announce(RulebookEvents.ProfileEdited, profile, changes);
        }

        return new Done();
    }

    private static void Apply(ComplianceProfile profile, Command command, string regime, ChangeList changes)
    {
        var (name, company, address, applications) = (Text.Clean(command.Name), Text.Clean(command.CompanyName), Text.Clean(command.PostalAddress), Wellformed.Names(command.Applications));
        changes.Add("name", profile.Name, name).Add("companyName", profile.CompanyName, company).Add("postalAddress", profile.PostalAddress, address)
            .Add("regime", profile.Regime, regime).Add("defaultLanguage", profile.DefaultLanguage, command.DefaultLanguage)
            .Add("applications", string.Join(", ", profile.Applications), string.Join(", ", applications));
        (profile.Name, profile.CompanyName, profile.PostalAddress) = (name, company, address);
        (profile.Regime, profile.DefaultLanguage) = (regime, command.DefaultLanguage);
        if (!applications.SequenceEqual(profile.Applications, StringComparer.Ordinal))
        {
            profile.Applications = applications;
        }
    }

    private static void ApplyController(ComplianceProfile profile, ControllerFacts said, ChangeList changes)
    {
        changes.Add("controllerName", profile.ControllerName, said.Name).Add("controllerContact", profile.ControllerContact, said.Contact)
            .Add("dpoContact", profile.DpoContact, said.DpoContact).Add("representative", profile.Representative, said.Representative)
            .Add("policyUrl", profile.State.PolicyUrl, said.PolicyUrl).Add("policyVersion", profile.State.PolicyVersion, said.PolicyVersion);
        (profile.ControllerName, profile.ControllerContact, profile.DpoContact, profile.Representative) = (said.Name, said.Contact, said.DpoContact, said.Representative);
    }

    private static void ApplyDeadlines(ComplianceProfile profile, Deadlines said, ChangeList changes)
    {
        changes.Add("optOutWithin", profile.OptOutWithin?.ToString(), said.OptOut?.ToString()).Add("acknowledgeWithin", profile.AcknowledgeWithin?.ToString(), said.Acknowledge?.ToString())
            .Add("answerWithin", profile.AnswerWithin?.ToString(), said.Answer?.ToString()).Add("extendBy", profile.ExtendBy?.ToString(), said.Extension?.ToString());
        profile.Deadlines = said;
    }

    // what is kept with from and until: one turn, however many of its values changed
    private static void ApplyState(RulebookEdit edit, ComplianceProfile profile, Command command, ChangeList changes)
    {
        changes.Add("doubleOptIn", profile.State.DoubleOptIn, command.DoubleOptIn);
        var policy = command.Controller is { } said ? (Text.Clean(said.PolicyUrl), Text.Clean(said.PolicyVersion)) : (profile.State.PolicyUrl, profile.State.PolicyVersion);
        if (command.DoubleOptIn != profile.State.DoubleOptIn || policy != (profile.State.PolicyUrl, profile.State.PolicyVersion))
        {
            edit.Make.Turn(profile, doubleOptIn: command.DoubleOptIn, policy: policy);
        }
    }
}
