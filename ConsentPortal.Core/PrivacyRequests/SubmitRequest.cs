using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>What somebody sends by a public form: looked through as its profile has it, then opened like every other request. Nobody is looked up,
/// so the answer and its time are the same for people whom we know and whom we do not.</summary>
public sealed class SubmitRequest(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks, PrivacyIntakes intakes, OpenRequest open)
{
    /// <summary>In front of the code, the name of the input.</summary>
    public const string ProposedField = "new.", OwnField = "id.";

    /// <summary>Beside own fields of self-service, what somebody may propose to change.</summary>
    public static readonly IReadOnlyList<string> Proposable = UpdateFields.BuiltIn;

    /// <param name="Submission">Further identifying fields by their codes in <see cref="Submission.Fields"/>.</param>
    public sealed record Command(string Profile, RequestKind Kind, Submission Submission, OnBehalf OnBehalf, string Language)
    {
        /// <summary>The address behind the link by which somebody came from their preference center; none = they typed one.</summary>
        public Id<ContactPoint> PointId { get; init; }

        public NewRequestFile? File { get; init; }
    }

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Kind != ActorKind.Subject)
        {
            return Problem.Forbidden();
        }

        if ((await rulebooks.RecentAsync(ct)).Profile(command.Profile) is not { } profile || !await intakes.ShownAsync(profile.Id, ct))
        {
            return Problem.NotFound("There is no such profile.");
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var (submission, linked) = await AddressedAsync(db, command, ct);
        var problems = Refuse(command, submission, linked, await ReadPrivacyPage.EntriesAsync(db, intakes, profile.Id, command.Kind, ct))
            .Concat(submission.Refuse().Where(p => p.Field != AskedField.Email || submission.Email.Length > 0)).DistinctBy(p => p.Field).ToList(); // all at once
        var proposed = command.Kind == RequestKind.Update ? Proposed(submission, await FindContactFields.RowsAsync(db, actor, retired: false, ct), problems) : [];
        if (problems.Count > 0)
        {
            return BesideFields(problems);
        }

        OpenRequest.Command opening = new(profile.Code, command.Kind, linked ? RequestIntake.PreferenceCenter : RequestIntake.PublicPage,
            submission with { Proposed = proposed, Purpose = command.Kind == RequestKind.Object ? submission.Purpose : "" }, command.OnBehalf, Language: command.Language)
        {
            Files = command.File is { } file ? [file] : [],
        };
        var opened = await open.RunAsync(opening, actor, ct);
        return opened.Ok ? default(Done) : opened.Problems.ToList();
    }

    // the link's own address, never one that came with the form
    private static async Task<(Submission Submission, bool Linked)> AddressedAsync(PortalDb db, Command command, CancellationToken ct)
    {
        var said = command.Submission.Clean();
        return command.PointId.IsNone || await db.Set<ContactPoint>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == command.PointId, ct) is not { Address: { } address } point ? (said, false) : point.Channel switch
        {
            Channel.Email => (said with { Email = address }, true),
            Channel.Sms or Channel.Voice => (said with { Phone = address }, true),
            _ => (said, false),
        };
    }

    private static IEnumerable<Problem> Refuse(Command command, Submission said, bool linked, IReadOnlyList<ReadPrivacyPage.Entry> asked)
    {
        foreach (var (field, own) in asked.Where(a => a.Field.Required))
        {
            var empty = field.Code switch
            {
                AskedField.Email => !linked && said.Email.Length == 0, AskedField.Phone => !linked && said.Phone.Length == 0,
                AskedField.FirstName => said.FirstName.Length == 0, AskedField.LastName => said.LastName.Length == 0, _ => !said.Fields.ContainsKey(field.Code),
            };
            if (empty)
            {
                yield return Problem.Invalid(own is null && field.Code != AskedField.CustomerNumber ? field.Code : OwnField + field.Code, "Please fill this in.");
            }
        }

        foreach (var code in asked.Select(a => a.Field.Code).Where(c => said.Fields.TryGetValue(c, out var typed) && typed.Length > Submission.NameMaxLength))
        {
            yield return Problem.Invalid(OwnField + code, $"At most {Submission.NameMaxLength} characters.");
        }

        if (command.OnBehalf != OnBehalf.Self && said.ActsFor.Length == 0)
        {
            yield return Problem.Invalid("actsFor", "Say who asks for the person.");
        }

        if (command.File is { } file && RequestFiles.Refuse(file) is { } refused)
        {
            yield return refused;
        }

        if (command.Kind == RequestKind.Update && said.Proposed.Values.All(v => v.Length == 0) && said.Notes.Length == 0)
        {
            yield return Problem.Invalid(ProposedField + AskedField.FirstName, "Write what should change, in its field or in your own words.");
        }
    }

    // what is said beside the very input is not said once more of all inputs of its kind
    private static List<Problem> BesideFields(List<Problem> problems)
    {
        bool Says(string prefix) => problems.Exists(p => p.Field?.StartsWith(prefix, StringComparison.Ordinal) == true);
        var (own, proposed) = (Says(OwnField), Says(ProposedField));
        return problems.FindAll(p => !(own && p.Field == Submission.FieldsField) && !(proposed && p.Field == Submission.ProposedField));
    }

    // what stays empty is not asked to change: nobody empties a field by not typing into it
    private static Dictionary<string, string> Proposed(Submission said, IReadOnlyList<FindContactFields.Row> own, List<Problem> problems)
    {
        Dictionary<string, string> proposed = new(StringComparer.Ordinal);
        foreach (var (code, value) in said.Proposed.Where(p => p.Value.Length > 0))
        {
            var field = own.FirstOrDefault(f => f.Code == code);
            if (field is null && !Proposable.Contains(code, StringComparer.Ordinal))
            {
                continue; // no field of the form
            }

            var read = field is null ? BuiltIn(code, value) : field.Read(value, ProposedField + code);
            if (read.Ok)
            {
                proposed[code] = read.Value;
            }
            else
            {
                problems.Add(read.Problem!);
            }
        }

        return proposed;
    }

    private static Outcome<string> BuiltIn(string code, string value) => code switch
    {
        UpdateFields.Language when ReaderLanguage.All.All(l => l.Code != value) => Problem.Invalid(ProposedField + code, "Choose a language from the list."),
        UpdateFields.JobTitle when value.Length > Contact.NameMaxLength => Problem.Invalid(ProposedField + code, "This is too long."),
        AskedField.Email when !ContactPointKey.TryParse(Channel.Email, value, out _) => Problem.Invalid(ProposedField + code, "This is no email address."),
        AskedField.Phone when !ContactPointKey.TryParse(Channel.Sms, value, out _) => Problem.Invalid(ProposedField + code, "Enter the number with its country: +49 30 1234567."),
        _ when value.Length > Submission.NameMaxLength => Problem.Invalid(ProposedField + code, "This is too long."),
        _ => value,
    };
}
