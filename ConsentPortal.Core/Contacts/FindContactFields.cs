using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Contacts;

/// <summary>The own fields in the order of forms: for who may define them all, for everybody else those that they may read or write. A field that
/// somebody may do neither with is not even named to them.</summary>
public sealed class FindContactFields(IDbContextFactory<PortalDb> databases)
{
    public sealed record Row(Id<ContactFieldDefinition> Id, string Code, ContactFieldKind Kind, FieldFacts Facts, bool Retired, int Version)
    {
        public bool MayRead { get; init; }

        public bool MayWrite { get; init; }

        public string Label => Facts.Label;

        public IReadOnlyList<string> Choices => Facts.Choices;

        public bool IsSensitive => Facts.Sensitivity == FieldSensitivity.Sensitive;

        /// <summary>What is stored for this text, or the problem with <paramref name="field"/> as its input.</summary>
        public Outcome<string> Read(string? typed, string field)
            => ContactFieldValue.Read(Kind, Choices, typed, out var mend) is { } value ? value : Problem.Invalid(field, mend!);
    }

    /// <param name="retired">Those out of use too; only for who may define fields.</param>
    /// <param name="actor">A subject or guardian gets the fields of self-service.</param>
    public async Task<Outcome<IReadOnlyList<Row>>> RunAsync(Actor actor, CancellationToken ct, bool retired = false)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await RowsAsync(db, actor, retired, ct);
    }

    internal static async Task<List<Row>> RowsAsync(PortalDb db, Actor actor, bool retired, CancellationToken ct)
    {
        var defines = actor.May(Permission.EditCompliance) && actor.Kind is ActorKind.Staff or ActorKind.System;
        var all = await db.Set<ContactFieldDefinition>().AsNoTracking().Where(f => f.RetiredAt == null || (retired && defines)).OrderBy(f => f.Place).ThenBy(f => f.Id).ToListAsync(ct);
        return [.. all.Select(f => Of(f, actor)).Where(r => r.MayRead || r.MayWrite || defines)];
    }

    private static Row Of(ContactFieldDefinition field, Actor actor)
        => new(field.Id, field.Code, field.Kind, field.Facts, field.RetiredAt is not null, field.Version) { MayRead = field.ReadableBy(actor), MayWrite = field.WritableBy(actor) };
}
