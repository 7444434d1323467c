using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>A page of what was gathered, for the officer who looks it through before it goes out. That sensitive values were looked at is
/// written down.</summary>
public sealed class ReadPackageRows(PackageFiles files, IDbContextFactory<PortalDb> databases)
{
    public const int PageSize = 20;

    /// <param name="OnlyOthers">Only records with a value that may be about somebody else.</param>
    public sealed record Query(Id<PrivacyRequest> Id, string Category, int Page = 0, bool OnlyOthers = false);

    public sealed record View(IReadOnlyList<Row> Rows, bool More);

    /// <param name="Redacted">Why the whole record was taken out; null = it was not.</param>
    public sealed record Row(string Table, string Record, DateTimeOffset? At, IReadOnlyList<Cell> Cells, string? Redacted);

    /// <param name="Value">Hidden where the reader may not see sensitive values.</param>
    /// <param name="Redacted">Why it was taken out; null = it was not.</param>
    public sealed record Cell(string Field, string Value, bool Provided, bool OfOthers, bool Sensitive, string? Redacted);

    public async Task<Outcome<View>> RunAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.WorkRequests) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (actor.BoundToProfile is not null || await PackageChanges.NewestAsync(db, query.Id, ct) is not { RecordsKey: not null } package || !files.Has(package))
        {
            return Problem.NotFound("There is nothing to look at (any more). Build the package again.");
        }

        if (query.Page < 0 || PackageContents.FromJson(package.Contents).Find(query.Category) is not { } category)
        {
            return Problem.NotFound("There is nothing of this category.");
        }

        var redactions = await PackageRedactions.OfAsync(db, query.Id, ct);
        var records = await PageAsync(package, category, query, ct);
        var closed = (await db.Set<ContactFieldDefinition>().AsNoTracking().ToListAsync(ct)).Where(f => !f.ReadableBy(actor)).Select(f => f.Code).ToHashSet(StringComparer.Ordinal);
        List<Row> rows = [.. records.Take(PageSize).Select(r => Of(r, redactions, actor, closed))];
        if (rows.Exists(r => r.Cells.Any(c => c is { Sensitive: true, Value: not FieldBook.Mask })))
        {
            db.Announce(new PackageEvent(PackageEvent.Viewed, query.Id).With(("category", query.Category), ("page", query.Page + 1)), actor);
            await db.SaveChangesAsync(ct);
        }

        return new View(rows, records.Count > PageSize);
    }

    // one more than a page, to know whether there is another
    private async Task<List<PersonalRecord>> PageAsync(DataPackage package, PackageCategory category, Query query, CancellationToken ct)
    {
        await using var records = files.OpenRecords(package);
        var skip = (long)query.Page * PageSize;
        List<PersonalRecord> page = [];
        await foreach (var record in new PackageRecordReader(records).ReadAsync(category, query.OnlyOthers ? 0 : skip, ct))
        {
            if (query.OnlyOthers && (!record.Fields.Any(f => f.OfOthers) || skip-- > 0))
            {
                continue;
            }

            page.Add(record);
            if (page.Count > PageSize)
            {
                break;
            }
        }

        return page;
    }

    // what the person may have of their own is not for each member's eyes: own fields go by their readers here too
    private static Row Of(PersonalRecord record, PackageRedactions redactions, Actor actor, HashSet<string> closed)
    {
        bool IsClosed(PersonalField f) => (f.Sensitive && !actor.May(Permission.ReadSensitive)) || (OwnFieldOf(record, f.Name) is { } code && closed.Contains(code));
        return new(record.Table, record.Id, record.At, [.. record.Fields.Select(f => new Cell(f.Name, IsClosed(f) ? FieldBook.Mask : f.Value, f.Provided, f.OfOthers, f.Sensitive, redactions.ReasonOf(record, f.Name)))],
            redactions.ReasonOf(record, ""));
    }

    private static string? OwnFieldOf(PersonalRecord record, string name) => record.Table switch
    {
        "contacts" => name,
        "privacy_requests" => name.StartsWith(PrivacyRequestsHoldings.Proposed, StringComparison.Ordinal) ? name[PrivacyRequestsHoldings.Proposed.Length..] : name,
        _ => null,
    };
}
