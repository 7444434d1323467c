using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Imports;

/// <summary>Makes what one import reads its rows with; the same for a run in earnest and for a rehearsal.</summary>
public sealed class ImportWorkshop(Rulebooks rulebooks, ImportTopics topics, AddressHasher hasher, IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    /// <param name="makeTopics">Announces and saves the missing topics; else they exist for this work only.</param>
    internal async Task<ImportWork> OpenAsync(string path, CsvShape shape, ImportOptions options, Id<ImportJob> job, SideRef origin, bool makeTopics, CancellationToken ct)
    {
        var rules = await rulebooks.FreshAsync(ct);
        ImportBatchFacts batch = new(job, origin, clock.Now());
        ImportWork work = new(path, new(shape, options, rules), hasher, batch, databases);
        if (options.CreateTopics)
        {
            work.NewTopics = await topics.MakeAsync(work, makeTopics, ct);
        }

        if (options.AcceptNewerOptIns)
        {
            await work.CollectOptOutsAsync(ct);
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        work.Erased = await ErasedAddresses.AllAsync(db, ct);
        return work;
    }
}

/// <summary>One import being read: its file, its plan, its feeds.</summary>
internal sealed class ImportWork(string path, ImportPlan plan, AddressHasher hasher, ImportBatchFacts batch, IDbContextFactory<PortalDb> databases)
{
    private FileOptOuts? optOuts;

    public ImportPlan Plan => plan;

    /// <summary>Topics that did not exist: purpose and the word in the file.</summary>
    public IReadOnlyList<(Purpose Purpose, Topic Topic)> NewTopics { get; set; } = [];

    /// <summary>What was erased on request so far.</summary>
    public IReadOnlySet<AddressHash> Erased { get; set; } = new HashSet<AddressHash>();

    public ImportFeed Feed(ImportPass pass, long skip = 0, Action<string, string, Purpose?>? onUnknown = null, bool keepCells = false)
        => new(path, plan, new(plan, hasher, batch) { OnUnknown = onUnknown, KeepCells = keepCells, OptOuts = optOuts }, pass, skip, plan.Options.Has(ImportField.Contact) ? NameContactsAsync : null);

    /// <summary>Reads the file through once for all that it opts out.</summary>
    public async Task CollectOptOutsAsync(CancellationToken ct)
    {
        FileOptOuts found = new();
        await using var feed = Feed(ImportPass.OptOuts);
        while (await feed.NextAsync(ct) is { } run)
        {
            foreach (var row in run.Rows)
            {
                if (row.Proposal is { } no)
                {
                    found.Add(no.Point.Hash, no.Purpose, no.Topic, row.Contact);
                }
            }
        }

        optOuts = found;
    }

    // an id that no contact has says nothing about whom: the row then speaks for the address
    private async Task NameContactsAsync(RowRun run)
    {
        var named = run.Rows.Where(r => r.Proposal is not null && r.Contact.Length > 0).Select(r => r.Contact).Distinct(StringComparer.Ordinal).ToList();
        if (named.Count == 0)
        {
            return;
        }

        await using var db = await databases.CreateDbContextAsync();
        var ids = await ContactAliases.ByExternalIdsAsync(db, named, CancellationToken.None);
        var next = 0;
        for (var i = 0; i < run.Rows.Count; i++)
        {
            if (run.Rows[i] is not { Proposal: { } proposal } row)
            {
                continue;
            }

            if (ids.TryGetValue(row.Contact, out var id))
            {
                run.Proposals[next] = proposal with { ContactId = id };
                run.Rows[i] = row with { Proposal = run.Proposals[next] };
            }

            next++;
        }
    }
}
