using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Contacts;

/// <summary>Adds a field of the owner's own to the record of a person. Values that are stored under its code already become its values.</summary>
public sealed class AddContactField(IDbContextFactory<PortalDb> databases, IdSource ids, TimeProvider clock)
{
    /// <param name="Code">Empty = made from the label.</param>
    public sealed record Command(string Code, ContactFieldKind Kind, FieldFacts Facts);

    public async Task<Outcome<Id<ContactFieldDefinition>>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.EditCompliance) is { } missing)
        {
            return missing;
        }

        var facts = ContactFieldRules.Tidy(command.Facts, command.Kind);
        var problems = ContactFieldRules.Refuse(facts, command.Kind);
        var code = Text.CleanOrNull(command.Code) ?? ContactFieldRules.Suggest(facts.Label);
        if (!ContactFieldRules.IsCode(code) && (facts.Label.Length > 0 || code.Length > 0))
        {
            problems.Add(Problem.Invalid("code", $"Write a code of at most {ContactFieldDefinition.CodeMaxLength} small letters, digits and dashes that begins with a letter."));
        }

        if (!Enum.IsDefined(command.Kind))
        {
            problems.Add(Problem.Invalid("kind", "Choose what it holds."));
        }

        return problems.Count > 0 ? problems : await SaveAsync(code, command.Kind, facts, actor, ct);
    }

    private async Task<Outcome<Id<ContactFieldDefinition>>> SaveAsync(string code, ContactFieldKind kind, FieldFacts facts, Actor actor, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var all = await db.Set<ContactFieldDefinition>().AsNoTracking().Select(f => new { f.Code, f.Place }).ToListAsync(ct);
        if (all.Exists(f => f.Code == code))
        {
            return Problem.Conflict("Another field has this code, perhaps one that is retired. Codes are used once.", "code");
        }

        if (all.Count >= ContactFieldDefinition.MostFields)
        {
            return Problem.Conflict($"There are {ContactFieldDefinition.MostFields} fields, and no more are possible.");
        }

        if (await ContactFieldRules.ClashAsync(db, facts.Label, default, ct) is { } clash)
        {
            return clash;
        }

        ContactFieldDefinition field = new() { Id = ids.Next<ContactFieldDefinition>(), Code = code, Kind = kind, Place = all.Select(f => f.Place).DefaultIfEmpty().Max() + 1, CreatedAt = clock.Now() };
        var changes = ContactFieldRules.Changes(new("") { Readers = FieldRoles.None, Writers = FieldRoles.None }, facts).Add("code", null, code).Add("fieldKind", null, Word.Of(kind));
        field.Take(facts);
        db.Add(field);
        db.Announce(ContactFieldEvent.Of(ContactFieldEvent.Added, field, changes), actor);
        await db.SaveChangesAsync(ct);
        return field.Id;
    }
}
