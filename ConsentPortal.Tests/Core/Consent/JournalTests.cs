using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Consent;

public sealed class JournalTests : IDisposable
{
    private readonly DataDirectory data = new(Directory.CreateTempSubdirectory("journal").FullName);

    [Fact]
    public void Every_kind_of_line_reads_back_as_it_was_written()
    {
        using Journal journal = new(data);
        List<JournalEntry> lines =
        [
            .. Enum.GetValues<JournalKind>().Select(Line),
            .. Enum.GetValues<SuppressionScope>().Select(s => Line(JournalKind.Suppression) with { Scope = s }),
            .. Enum.GetValues<SuppressionReason>().Select(r => Line(JournalKind.Suppression) with { Reason = r }),
            Line(JournalKind.OptOut) with { Sequence = 7, Profile = "default", Purpose = "commercial", Topic = "newsletter", Contact = 9 },
        ];

        journal.Append(lines);

        Assert.Equal(lines, Journal.Read(data.JournalFile));
    }

    [Fact]
    public void A_torn_last_line_is_passed_over_and_the_next_one_is_not_glued_to_it()
    {
        using (Journal journal = new(data))
        {
            journal.Append([Line(JournalKind.OptOut)]);
        }

        File.AppendAllText(data.JournalFile, """{"id":5,"kind":"optOut","ha""");
        Assert.Single(Journal.Read(data.JournalFile));

        using Journal next = new(data);
        next.Append([Line(JournalKind.Erasure)]);
        Assert.Equal([JournalKind.OptOut, JournalKind.Erasure], Journal.Read(data.JournalFile).Select(e => e.Kind));
    }

    [Fact]
    public async Task Several_journals_on_one_file_lose_no_line()
    {
        var journals = Enumerable.Range(0, 4).Select(_ => new Journal(data)).ToList();

        await Task.WhenAll(journals.SelectMany((journal, j) => Enumerable.Range(0, 2).Select(t => Task.Run(() =>
        {
            for (var i = 0; i < 50; i++)
            {
                journal.Append([Line(JournalKind.OptOut) with { Id = 1 + j * 1000 + t * 100 + i }, Line(JournalKind.Suppression)]);
            }
        }))));

        Assert.Equal(400, Journal.Read(data.JournalFile).Where(e => e.Kind == JournalKind.OptOut).Select(e => e.Id).Distinct().Count());
        Assert.Equal(800, Journal.Read(data.JournalFile).Count());
        journals.ForEach(j => j.Dispose());
    }

    [Theory, OnEveryDatabase]
    public async Task The_line_is_on_the_disk_before_the_commit_and_stays_when_that_fails(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await using WriteQueue queue = new(new FailingCommits(portal.Get<IWriterConnection>()), portal.Get<Journal>());
        RecordConsent record = new(queue, portal.Get<ConsentLedger>(), portal.Get<ProposalReader>(), portal.Get<IDbContextFactory<PortalDb>>(), portal.Get<ConsentPortal.Core.Compliance.Rulebooks>());

        await Assert.ThrowsAsync<IOException>(() => record.RunAsync(
            new([new() { Channel = Channel.Email, Address = "Ann@example.com", Profile = "default", Purpose = "commercial", Topic = "newsletter", Status = ConsentStatus.OptedOut }]), Actors.Crm, default));

        Assert.Empty(await portal.World.EventsAsync());
        var line = Assert.Single(Journal.Read(portal.Get<DataDirectory>().JournalFile));
        Assert.Equal((JournalKind.OptOut, 1, "default", "commercial", "newsletter", JournalEntry.HexOf(portal.World.Hash("ann@example.com"))),
            (line.Kind, line.Sequence, line.Profile, line.Purpose, line.Topic, line.Hash));
        Assert.DoesNotContain("ann@", await File.ReadAllTextAsync(portal.Get<DataDirectory>().JournalFile), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Only_what_stops_somebody_is_in_the_journal()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn);
        await portal.World.SaysAsync("ann@example.com", null, with: s => s with { PausedUntil = portal.Clock.GetUtcNow().AddDays(1) });
        Assert.False(File.Exists(portal.Get<DataDirectory>().JournalFile));

        var no = await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedOut);
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedOut);

        Assert.Equal(no.EventId.Value, Assert.Single(Journal.Read(portal.Get<DataDirectory>().JournalFile)).Id);
    }

    public void Dispose() => Directory.Delete(data.Path, recursive: true);

    private static JournalEntry Line(JournalKind kind) => new()
    {
        Id = 1, Kind = kind, Channel = Channel.Email, Hash = new AddressHash(1, 2).ToString(), At = new(2026, 1, 15, 9, 0, 0, TimeSpan.Zero),
    };

    // a disk that is full, a server that dies: whatever happens at the very last moment
    private sealed class FailingCommits(IWriterConnection real) : IWriterConnection
    {
        public async Task<IWriteTransaction> BeginAsync(CancellationToken ct) => new Transaction(await real.BeginAsync(ct));

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private sealed class Transaction(IWriteTransaction real) : IWriteTransaction
        {
            public WriteSession NewSession() => real.NewSession();

            public ValueTask SaveAsync() => real.SaveAsync();

            public ValueTask ReleaseAsync() => real.ReleaseAsync();

            public ValueTask RollbackAsync() => real.RollbackAsync();

            public Task CommitAsync() => throw new IOException("The disk is full.");

            public ValueTask DisposeAsync() => real.DisposeAsync();
        }
    }
}
