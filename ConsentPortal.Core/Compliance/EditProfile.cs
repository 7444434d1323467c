using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>Changes what a profile says of itself and whether its opt-ins need a confirmation. Nothing is announced where nothing changed.</summary>
public sealed class EditProfile(RulebookWriter writer)
{
    /// <param name="Version">The one that the form was opened with.</param>
    /// <param name="Regime">A preset's code; empty = none. The models stay as they are.</param>
    public sealed record Command(Id<ComplianceProfile> Id, int Version, string Name, string CompanyName, string PostalAddress, string Regime, string DefaultLanguage,
        IReadOnlyList<string> Applications, bool DoubleOptIn);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
        => actor.Lacks(Permission.EditCompliance) is { } missing ? missing
            : Refuse(command) is { Count: > 0 } problems ? problems
            : await writer.EditAsync(edit => ChangeAsync(edit, command), actor, ct);

    private static List<Problem> Refuse(Command command) =>
    [
        .. Wellformed.Profile(command.Name, command.CompanyName, command.PostalAddress, command.DefaultLanguage, Wellformed.Names(command.Applications)),
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

        var changes = Apply(profile, command, regime);
        if (command.DoubleOptIn != profile.State.DoubleOptIn)
        {
            changes.Add("doubleOptIn", profile.State.DoubleOptIn, command.DoubleOptIn);
            edit.Make.Turn(profile, profile.State.Active, command.DoubleOptIn);
        }

        if (changes.Any)
        {
            edit.Announce(RulebookEvents.ProfileEdited, profile, changes);
        }

        return new Done();
    }

    private static ChangeList Apply(ComplianceProfile profile, Command command, string regime)
    {
        var (name, company, address, applications) = (Text.Clean(command.Name), Text.Clean(command.CompanyName), Text.Clean(command.PostalAddress), Wellformed.Names(command.Applications));
        var changes = new ChangeList().Add("name", profile.Name, name).Add("companyName", profile.CompanyName, company).Add("postalAddress", profile.PostalAddress, address)
            .Add("regime", profile.Regime, regime).Add("defaultLanguage", profile.DefaultLanguage, command.DefaultLanguage)
            .Add("applications", string.Join(", ", profile.Applications), string.Join(", ", applications));
        (profile.Name, profile.CompanyName, profile.PostalAddress) = (name, company, address);
        (profile.Regime, profile.DefaultLanguage) = (regime, command.DefaultLanguage);
        if (!applications.SequenceEqual(profile.Applications, StringComparer.Ordinal))
        {
            profile.Applications = applications;
        }

        return changes;
    }
}
