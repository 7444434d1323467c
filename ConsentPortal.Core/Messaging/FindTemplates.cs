using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Messaging;

/// <summary>Every kind of mail under one profile, and in which languages it has words of its own.</summary>
public sealed class FindTemplates(IDbContextFactory<PortalDb> databases, MailKinds kinds)
{
    public sealed record Query(long ProfileId, string Language);

    /// <param name="Subject">As it stands in the asked language, places open.</param>
    /// <param name="Edited">It has words of its own in the asked language.</param>
    /// <param name="EditedLanguages">All languages in which it has.</param>
    public sealed record Row(string Kind, string Subject, bool Edited, DateTimeOffset? EditedAt, IReadOnlyList<string> EditedLanguages);

    public async Task<Outcome<IReadOnlyList<Row>>> RunAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadCompliance) is { } missing)
        {
            return missing;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var own = await db.Set<MessageTemplate>().AsNoTracking().Where(t => t.ProfileId == query.ProfileId && t.Edited).ToListAsync(ct);
        var code = MailTexts.Code(query.Language);
        return kinds.All.Select(kind => Of(kind, code, [.. own.Where(t => t.Kind == kind.Code)])).ToList();
    }

    private static Row Of(MailKind kind, string language, List<MessageTemplate> own)
    {
        var mine = own.FirstOrDefault(t => t.Language == language);
        return new(kind.Code, mine?.Subject ?? kind.Shipped(language).Subject, mine is not null, mine?.EditedAt, [.. MailTexts.Languages.Where(code => own.Exists(t => t.Language == code))]);
    }
}
