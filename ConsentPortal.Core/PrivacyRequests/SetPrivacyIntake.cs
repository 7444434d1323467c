using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Says whether a profile has public pages for requests, and what each form asks for to find out who somebody is.</summary>
public sealed class SetPrivacyIntake(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks, PrivacyIntakes intakes)
{
    /// <param name="Asked">For each kind its fields; a kind that is not named asks for the usual.</param>
    public sealed record Command(Id<ComplianceProfile> Profile, bool Shown, IReadOnlyDictionary<RequestKind, IReadOnlyList<AskedField>> Asked);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.EditCompliance) is { } forbidden)
        {
            return forbidden;
        }

        if ((await rulebooks.FreshAsync(ct)).Profile(command.Profile) is not { } profile)
        {
            return Problem.NotFound("There is no such profile.");
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var own = await db.Set<ContactFieldDefinition>().Where(f => f.RetiredAt == null && !f.Denied && f.Sensitivity != FieldSensitivity.Sensitive).Select(f => f.Code).ToListAsync(ct);
        if (Refuse(command, [.. AskedField.BuiltIn, .. own]).ToList() is { Count: > 0 } problems)
        {
            return problems;
        }

        var intake = await db.Set<PrivacyIntake>().FirstOrDefaultAsync(i => i.ProfileId == profile.Id, ct) ?? db.Add(new PrivacyIntake { ProfileId = profile.Id }).Entity;
        var asked = command.Asked.Where(a => !a.Value.SequenceEqual(AskedField.Usual(a.Key))).ToDictionary(a => Word.Of(a.Key), a => AskedField.Write(a.Value), StringComparer.Ordinal);
        var changes = new ChangeList().Add("privacyPages", !intake.Hidden, command.Shown);
        foreach (var kind in Enum.GetValues<RequestKind>().Select(Word.Of))
        {
            changes.Add($"asked.{kind}", intake.Asked.GetValueOrDefault(kind), asked.GetValueOrDefault(kind));
        }

        if (changes.Any)
        {
            (intake.Hidden, intake.Asked) = (!command.Shown, asked);
            db.Announce(new PrivacyIntakeSet(profile.Id.ToString()) { SubjectName = profile.Code, Changes = changes.Items }, actor);
            await db.SaveChangesAsync(ct);
            intakes.Forget();
        }

        return default(Done);
    }

    private static IEnumerable<Problem> Refuse(Command command, HashSet<string> known)
    {
        foreach (var (kind, fields) in command.Asked)
        {
            var field = $"asked.{Word.Of(kind)}";
            if (fields.Any(f => !known.Contains(f.Code)) || fields.DistinctBy(f => f.Code).Count() != fields.Count)
            {
                yield return Problem.Invalid(field, "Choose fields of the list, each once. Sensitive fields and those that are never handed out are asked for on no public page.");
            }
            else if (fields.All(f => f.Code is not (AskedField.Email or AskedField.Phone)))
            {
                yield return Problem.Invalid(field, "Ask for the email address or the phone number: by one of them people are known and answered.");
            }
        }
    }
}
