using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Stops an address: for everything, for marketing, or for one purpose. Works for addresses never seen before, and outlives
/// contacts, consents and imports.</summary>
public sealed class AddSuppression(WriteQueue queue, SuppressionBook book, SuppressionTargets targets, Rulebooks rulebooks, IDbContextFactory<PortalDb> databases)
{
    public const int NoteMaxLength = 4000;

    /// <param name="Purpose">A code; only with the purpose scope.</param>
    public sealed record Command(SuppressionTarget Target, SuppressionScope Scope, string? Purpose, SuppressionReason Reason, string? Note = null);

    public async Task<Outcome<SuppressionResult>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.EditSuppressions) is { } forbidden)
        {
            return forbidden;
        }

        var rules = await rulebooks.FreshAsync(ct);
        var purpose = command.Purpose is null ? null : rules.Purpose(command.Purpose);
        if (Refuse(command, purpose, rules, actor) is { } problem)
        {
            return problem;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var address = await targets.FindAsync(db, command.Target, actor, ct);
        if (!address.Ok)
        {
            return address.Problem!;
        }

        SuppressionDraft draft = new(address.Value, command.Scope, purpose, command.Reason, Text.CleanOrNull(command.Note));
        return await queue.RunAsync(session => book.AddAsync(session, draft, actor, ct), ct: ct);
    }

    private static Problem? Refuse(Command command, Purpose? purpose, Rulebook rules, Actor actor) => command switch
    {
        { Scope: SuppressionScope.Purpose, Purpose: null or "" } => Problem.Invalid("purpose", "Name the purpose that is suppressed."),
        { Scope: SuppressionScope.Purpose } when purpose is null || !MayUse(purpose, rules, actor) => Problem.Invalid("purpose", $"There is no purpose '{command.Purpose}' here."),
        { Scope: not SuppressionScope.Purpose, Purpose: not (null or "") } => Problem.Invalid("purpose", "Leave the purpose out: this scope covers more than one."),
        { Note.Length: > NoteMaxLength } => Problem.Invalid("note", $"At most {NoteMaxLength} characters."),
        _ => null,
    };

    /// <summary>A key that is bound to one profile speaks of that profile's purposes only.</summary>
    internal static bool MayUse(Purpose purpose, Rulebook rules, Actor actor)
        => actor.BoundToProfile is not { } bound || (rules.Profile(bound) is { } profile && rules.Uses(profile, purpose));
}
