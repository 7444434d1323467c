using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>How a profile takes requests in, for who sets it.</summary>
public sealed class ReadPrivacyIntake(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks)
{
    /// <param name="Fields">Everything that can be asked for, in the order of forms; the label is that of an own field.</param>
    public sealed record View(string Code, string Name, bool Shown, IReadOnlyDictionary<RequestKind, IReadOnlyList<AskedField>> Asked, IReadOnlyList<(string Code, string Label)> Fields);

    public async Task<Outcome<View>> RunAsync(Id<ComplianceProfile> id, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadCompliance) is { } forbidden)
        {
            return forbidden;
        }

        if ((await rulebooks.FreshAsync(ct)).Profile(id) is not { } profile)
        {
            return Problem.NotFound("There is no such profile.");
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var intake = await db.Set<PrivacyIntake>().AsNoTracking().FirstOrDefaultAsync(i => i.ProfileId == id, ct);
        var own = await db.Set<ContactFieldDefinition>().AsNoTracking().Where(f => f.RetiredAt == null && !f.Denied && f.Sensitivity != FieldSensitivity.Sensitive).OrderBy(f => f.Place).ThenBy(f => f.Id).Select(f => new { f.Code, f.Label }).ToListAsync(ct);
        var asked = Enum.GetValues<RequestKind>().ToDictionary(k => k, k => intake?.Asked.GetValueOrDefault(Word.Of(k)) is { Length: > 0 } text ? AskedField.Read(text) : AskedField.Usual(k));
        return new View(profile.Code, profile.Name, intake is not { Hidden: true }, asked, [.. AskedField.BuiltIn.Select(c => (c, "")), .. own.Select(o => (o.Code, o.Label))]);
    }
}
