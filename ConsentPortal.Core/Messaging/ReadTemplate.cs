using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Messaging;

/// <summary>One text for its editor: the words as they stand, the shipped ones beside them, and the places that may be used.</summary>
public sealed class ReadTemplate(IDbContextFactory<PortalDb> databases, TemplateStore store)
{
    /// <param name="Id">What the audit trail knows it by; none until it was first edited.</param>
    /// <param name="Version">Hand it back with an edit or a reset.</param>
    /// <param name="HasButton">The mail has a link, so its button needs a label.</param>
    public sealed record View(TemplateKey Key, Id<MessageTemplate> Id, int Version, bool Edited, TemplateWords Words, TemplateWords Shipped, IReadOnlyList<MailPlace> Places, bool HasButton);

    public async Task<Outcome<View>> RunAsync(TemplateKey key, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadCompliance) is { } missing)
        {
            return missing;
        }

        if (store.Kind(key) is not { } kind)
        {
            return Problem.NotFound("There is no such mail text.");
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var stored = await db.Set<MessageTemplate>().AsNoTracking().FirstOrDefaultAsync(t => t.ProfileId == key.ProfileId && t.Kind == key.Kind && t.Language == key.Language, ct);
        var shipped = kind.Shipped(key.Language);
        return new View(key, stored?.Id ?? default, stored?.Version ?? 0, stored is { Edited: true }, stored is { Edited: true } ? stored.Words : shipped, shipped, [.. kind.AllPlaces], kind.HasLink);
    }
}
