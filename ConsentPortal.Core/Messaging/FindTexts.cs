using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Messaging;

/// <summary>Text messages, newest first, with masked numbers and without what they say.</summary>
public sealed class FindTexts(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    public const int PageSize = 25;

    /// <param name="State">null = all.</param>
    /// <param name="Page">From 1.</param>
    public sealed record Query(TextState? State = null, int Page = 1);

    /// <param name="NextAttemptAt">null = none will follow.</param>
    public sealed record Row(Id<TextMessage> Id, string Kind, string MaskedTo, TextState State, int Attempts, DateTimeOffset? NextAttemptAt, string LastError, DateTimeOffset CreatedAt, DateTimeOffset? SentAt, bool MayResend);

    public async Task<Outcome<Numbered<Row>>> RunAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadMail) is { } problem)
        {
            return problem;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var found = Narrowed(db.Set<TextMessage>().AsNoTracking(), query.State);
        var rows = await found.OrderByDescending(m => m.Id).Skip((Math.Max(1, query.Page) - 1) * PageSize).Take(PageSize).ToListAsync(ct);
        return new Numbered<Row>(rows.ConvertAll(m => RowOf(m, clock.Now())), await found.CountAsync(ct));
    }

    internal static Row RowOf(TextMessage m, DateTimeOffset now)
        => new(m.Id, m.Kind, m.MaskedTo, m.State, m.Attempts, m.State == TextState.Waiting ? m.NextAttemptAt : null, m.LastError, m.CreatedAt, m.SentAt, m.MayResend(now));

    // the same as TextMessage.StateOf
    private static IQueryable<TextMessage> Narrowed(IQueryable<TextMessage> all, TextState? state) => state switch
    {
        TextState.Sent => all.Where(m => m.SentAt != null),
        TextState.GivenUp => all.Where(m => m.SentAt == null && (m.FailedAt != null || m.NextAttemptAt == null)),
        TextState.Waiting => all.Where(m => m.SentAt == null && m.FailedAt == null && m.NextAttemptAt != null),
        _ => all,
    };
}
