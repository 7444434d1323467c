using ConsentPortal.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Compliance;

/// <summary>Makes a profile from a regime's preset: its models, double opt-in, validity, deadlines and opt-out scope. With purposes of its own
/// (and the wordings that the law asks for), so that consent stays apart, or with those of another profile, so that consent is shared.</summary>
public sealed class CreateProfile(RulebookWriter writer)
{
    public sealed record Command(string Code, string Name, string CompanyName, string PostalAddress, string Preset)
    {
        public string DefaultLanguage { get; init; } = "en";

        public IReadOnlyList<string> Applications { get; init; } = [];

        /// <summary>The profile whose active purposes it shares; none = purposes of its own.</summary>
        public Id<ComplianceProfile> ShareWith { get; init; }
    }

    public async Task<Outcome<Id<ComplianceProfile>>> RunAsync(Command command, Actor actor, CancellationToken ct)
        => actor.Lacks(Permission.EditCompliance) is { } missing ? missing
            : Refuse(command) is { Count: > 0 } problems ? problems
            : await writer.EditAsync(edit => CreateAsync(edit, command), actor, ct);

    private static List<Problem> Refuse(Command command) =>
    [
        .. Wellformed.Code(command.Code),
        .. Wellformed.Profile(command.Name, command.CompanyName, command.PostalAddress, command.DefaultLanguage, Wellformed.Names(command.Applications)),
        .. RegimePresets.Find(command.Preset) is null ? [Problem.Invalid("regime", "Choose one of the presets.")] : Array.Empty<Problem>(),
    ];

    private static async Task<Outcome<Id<ComplianceProfile>>> CreateAsync(RulebookEdit edit, Command command)
    {
        if (await edit.Db.Set<ComplianceProfile>().AnyAsync(p => p.Code == command.Code, edit.Ct))
        {
            return Problem.Conflict("Another profile has this code. Choose a different one.", "code");
        }

        if (await edit.NextProfileAsync() is not { } number)
        {
            return Problem.Conflict("All 32,767 profile numbers of this portal are used up.");
        }

        var preset = RegimePresets.Find(command.Preset)!;
        var profile = Make(edit, command, preset, number);
        var purposes = command.ShareWith.IsNone ? await OwnAsync(edit, command.Code, preset) : await SharedAsync(edit, command.ShareWith);
        if (!purposes.Ok)
        {
            return purposes.Problem!;
        }

        purposes.Value.ForEach(purpose => edit.Make.Use(profile, purpose, preset));
        if (command.ShareWith.IsNone)
        {
            edit.PublishTexts(profile, purposes.Value, preset);
        }

        edit.Db.Add(profile);
        edit.Announce(RulebookEvents.ProfileCreated, profile, Told(profile, purposes.Value));
        return profile.Id;
    }

    private static ComplianceProfile Make(RulebookEdit edit, Command command, RegimePreset preset, short number)
    {
        var profile = edit.Make.Profile(number, command.Code, Text.Clean(command.Name), preset.DoubleOptIn);
        profile.CompanyName = Text.Clean(command.CompanyName);
        profile.PostalAddress = Text.Clean(command.PostalAddress);
        profile.Regime = preset.Reference;
        profile.DefaultLanguage = command.DefaultLanguage;
        profile.Deadlines = preset.Deadlines;
        profile.Applications = Wellformed.Names(command.Applications);
        return profile;
    }

    private static async Task<Outcome<List<Purpose>>> OwnAsync(RulebookEdit edit, string profile, RegimePreset preset)
    {
        var taken = (await edit.Db.Set<Purpose>().Select(p => p.Code).ToListAsync(edit.Ct)).ToHashSet(StringComparer.Ordinal);
        var number = await edit.NextPurposeAsync();
        List<Purpose> purposes = [];
        foreach (var (kind, type, name, description) in StartingPurposes.For(preset))
        {
            if (number is not { } free)
            {
                return Problem.Conflict("All 32,767 purpose numbers of this portal are used up. Share the purposes of another profile.");
            }

            var purpose = edit.Make.Purpose(free, StartingPurposes.FreeCode(profile, kind, taken), type, name, description, preset.OptOutScope);
            purposes.Add(purpose);
            edit.Db.Add(purpose);
            number = RulebookEdit.Next(free);
        }

        return purposes;
    }

    private static async Task<Outcome<List<Purpose>>> SharedAsync(RulebookEdit edit, Id<ComplianceProfile> with)
    {
        if (await edit.ProfileAsync(with) is not { } other)
        {
            return Problem.Invalid("shareWith", "Choose a profile of this portal.");
        }

        var used = other.Purposes.Where(m => m.IsOpen).OrderBy(m => m.Id).Select(m => m.PurposeId).ToList();
        var purposes = await edit.Db.Set<Purpose>().Include(p => p.States).Where(p => used.Contains(p.Id)).ToListAsync(edit.Ct);
        purposes = [.. purposes.Where(p => p.State.Active).OrderBy(p => used.IndexOf(p.Id))];
        return purposes.Any(p => p.Type == PurposeType.Tracking) ? purposes
            : Problem.Invalid("shareWith", "That profile has no active tracking purpose to share, and every profile needs one.");
    }

    private static ChangeList Told(ComplianceProfile profile, List<Purpose> purposes) => new ChangeList()
        .Add("code", null, profile.Code).Add("name", null, profile.Name).Add("companyName", "", profile.CompanyName).Add("postalAddress", "", profile.PostalAddress)
        .Add("regime", null, profile.Regime).Add("defaultLanguage", null, profile.DefaultLanguage).Add("applications", "", string.Join(", ", profile.Applications))
        .Add("doubleOptIn", null, (bool?)profile.State.DoubleOptIn)
        .Add("optOutWithin", null, profile.OptOutWithin?.ToString()).Add("acknowledgeWithin", null, profile.AcknowledgeWithin?.ToString())
        .Add("answerWithin", null, profile.AnswerWithin?.ToString()).Add("extendBy", null, profile.ExtendBy?.ToString()).Add("purposes", null, string.Join(", ", purposes.Select(p => p.Code)));
}
