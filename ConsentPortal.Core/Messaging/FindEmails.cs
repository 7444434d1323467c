using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Messaging;

/// <summary>Outgoing mail, newest first, without what it says.</summary>
public sealed class FindEmails(IDbContextFactory<PortalDb> databases)
{
    public const int PageSize = 25;

    /// <param name="State">null = all.</param>
    /// <param name="Page">From 1.</param>
    /// <param name="To">How the address begins that it went to; null = any.</param>
    public sealed record Query(EmailState? State = null, int Page = 1, string? To = null);

    public sealed record Row(Id<Email> Id, string Kind, string To, string Subject, EmailState State, int Attempts, DateTimeOffset NextAttemptAt, string LastError, DateTimeOffset CreatedAt, DateTimeOffset? SentAt);

    public async Task<Outcome<Numbered<Row>>> RunAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadMail) is { } problem)
        {
            return problem;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var found = db.Set<Email>().AsNoTracking().Where(e => query.State == null || e.State == query.State);
        if (query.To is { } to)
        {
            var beginning = to.Trim().ToLowerInvariant().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%";
#pragma warning disable CA1304, CA1311, MA0011 // runs in the database, which knows no culture
            found = found.Where(e => EF.Functions.Like(e.To.ToLower(), beginning, "\\"));
#pragma warning restore CA1304, CA1311, MA0011
        }

        var rows = await found.OrderByDescending(e => e.Id).Skip((Math.Max(1, query.Page) - 1) * PageSize).Take(PageSize)
            .Select(e => new Row(e.Id, e.Kind, e.To, e.Subject, e.State, e.Attempts, e.NextAttemptAt, e.LastError, e.CreatedAt, e.SentAt)).ToListAsync(ct);
        return new Numbered<Row>(rows, await found.CountAsync(ct));
    }
}
