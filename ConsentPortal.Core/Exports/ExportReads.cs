using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Storage.Dialect;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Exports;

/// <summary>Opens the rows of an export, whichever list it is of, for somebody: what they may not see is not among them.</summary>
public sealed class ExportReads(ListReads lists, IDbContextFactory<PortalDb> databases, AddressHasher hasher)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    internal async Task<ExportTable> OpenAsync(ExportAsk ask, Actor actor, CancellationToken ct)
    {
        var rules = await lists.RulesAsync(ct);
        return ask.What switch
        {
            ExportWhat.Consents => new ExportTable<ConsentLine>(ConsentColumns.OfRecords, new ExportSlices(lists, ConsentList.Records, ask.Consents, actor, rules)),
            ExportWhat.Events => new ExportTable<ConsentLine>(ConsentColumns.OfEvents, new ExportSlices(lists, ConsentList.Events, ask.Consents, actor, rules)),
            ExportWhat.Contacts => await ContactsAsync(ask, actor, rules, ct),
            _ => new ExportTable<AuditRow>(AuditLines.Columns, new AuditLines(databases, ask.Audit, actor)),
        };
    }

    private async Task<ExportTable> ContactsAsync(ExportAsk ask, Actor actor, Compliance.Rulebook rules, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var book = await FieldBook.ReadAsync(db, actor, ct);
        return new ExportTable<ContactLine>(ContactLine.ColumnsFor(book), new ContactSlices(databases, hasher, ask.Contacts, actor, rules)) { Sensitive = [.. book.Rows.Where(r => r.MayRead && r.IsSensitive)] };
    }

    /// <summary>How many rows there are now, at most so many; null where counting takes too long.</summary>
    internal async Task<long?> CountAsync(ExportAsk ask, Actor actor, int most, CancellationToken ct)
    {
        if (ask.What is ExportWhat.Consents or ExportWhat.Events)
        {
            return await ExportSlices.CountAsync(lists, ask.What == ExportWhat.Events ? ConsentList.Events : ConsentList.Records, ask.Consents, actor, most, ct);
        }

        var rules = await lists.RulesAsync(ct);
        await using var db = await databases.CreateDbContextAsync(ct);
        return await TimedReads.RunAsync(db, Patience, async stop => (long?)(ask.What == ExportWhat.Contacts
            ? await ContactSlices.CountAsync(db, hasher, ask.Contacts, actor, rules, most, stop)
            : await FindAuditEntries.Narrow(db.Set<AuditEntry>().AsNoTracking(), ask.Audit).Take(most).LongCountAsync(stop)), ct);
    }
}
