using System.Collections.Concurrent;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Storage;

public sealed class WriteQueueTests
{
    [Theory, OnEveryDatabase]
    public async Task A_job_that_throws_is_rolled_back_alone_and_the_others_of_its_commit_stay(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        CountingWriter writer = new(portal.Get<IWriterConnection>());
        await using WriteQueue queue = new(writer, portal.Get<Journal>());
        var (gate, first) = await HoldAsync(queue);

        var good = Enumerable.Range(0, 5).Select(i => queue.RunAsync(session => AddAsync(portal, session, $"good{i}@example.com"))).ToList();
        var bad = queue.RunAsync<int>(async session =>
        {
            await AddAsync(portal, session, "bad@example.com");
            session.Journal.Add(new() { Id = 1, Kind = JournalKind.OptOut, Channel = Channel.Email, Hash = "00", At = portal.Clock.GetUtcNow() });
            throw new InvalidOperationException("no");
        });
        var late = queue.RunAsync(session => AddAsync(portal, session, "late@example.com"));
        gate.SetResult();

        await Assert.ThrowsAsync<InvalidOperationException>(() => bad);
        await Task.WhenAll([first, late, .. good]);
        await using var db = portal.NewDb();
        Assert.Equal(6, await db.Set<ContactPoint>().CountAsync());
        Assert.False(File.Exists(portal.Get<DataDirectory>().JournalFile));
        Assert.Equal(2, writer.Commits); // the one that held the gate, and all that had queued up behind it
    }

    [Fact]
    public async Task Jobs_that_wait_together_share_one_commit()
    {
        await using var portal = await TestPortal.StartAsync();
        CountingWriter writer = new(portal.Get<IWriterConnection>());
        await using WriteQueue queue = new(writer, portal.Get<Journal>());
        var (gate, first) = await HoldAsync(queue);

        var jobs = Enumerable.Range(0, 100).Select(i => queue.RunAsync(session => AddAsync(portal, session, $"p{i}@example.com"))).ToList();
        Assert.Equal(100, queue.Waiting);
        gate.SetResult();
        await Task.WhenAll([first, .. jobs]);

        Assert.Equal(2, writer.Commits);
        Assert.Equal(0, queue.Waiting);
    }

    [Fact]
    public async Task A_batch_is_not_starved_by_people_nor_people_by_batches()
    {
        await using var portal = await TestPortal.StartAsync();
        await using WriteQueue queue = new(new CountingWriter(portal.Get<IWriterConnection>()), portal.Get<Journal>());
        ConcurrentQueue<string> order = [];
        var (gate, first) = await HoldAsync(queue);
        List<Task> all = [first];
        Task Enqueue(string name, WriteLane lane) => queue.RunAsync(_ => { order.Enqueue(name); return ValueTask.FromResult(0); }, lane);
        all.AddRange(Enumerable.Range(0, 10).Select(_ => Enqueue("batch", WriteLane.Bulk)));
        all.AddRange(Enumerable.Range(0, 300).Select(_ => Enqueue("person", WriteLane.Interactive))); // more than one commit takes
        gate.SetResult();
        await Task.WhenAll(all);

        var names = order.ToList();
        Assert.Equal((10, 300), (names.Count(n => n == "batch"), names.Count(n => n == "person")));
        Assert.True(names.IndexOf("person") <= 1, "people wait for one batch at most");
        Assert.InRange(names.Take(names.LastIndexOf("person")).Count(n => n == "batch"), 2, 4); // between the commits of people, one batch each
    }

    [Fact]
    public async Task A_job_taken_back_while_it_waits_does_not_run()
    {
        await using var portal = await TestPortal.StartAsync();
        await using WriteQueue queue = new(new CountingWriter(portal.Get<IWriterConnection>()), portal.Get<Journal>());
        var (gate, first) = await HoldAsync(queue);
        using CancellationTokenSource mind = new();
        var ran = false;

        var job = queue.RunAsync(_ => { ran = true; return ValueTask.FromResult(0); }, ct: mind.Token);
        await mind.CancelAsync();
        gate.SetResult();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => job);
        await first;
        Assert.False(ran);
    }

    [Fact]
    public async Task What_waits_when_the_portal_stops_is_told_so()
    {
        await using var portal = await TestPortal.StartAsync();
        WriteQueue queue = new(new CountingWriter(portal.Get<IWriterConnection>()), portal.Get<Journal>());
        var (gate, running) = await HoldAsync(queue);
        var waiting = queue.RunAsync(_ => ValueTask.FromResult(0));

        var stop = queue.DisposeAsync();
        gate.SetResult();
        await stop;

        Assert.Equal(7, await running); // begun is finished
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => queue.RunAsync(_ => ValueTask.FromResult(0)));
    }

    // a job that has begun and goes on until the gate opens: what comes now queues up behind it
    private static async Task<(TaskCompletionSource Gate, Task<int> Job)> HoldAsync(WriteQueue queue)
    {
        TaskCompletionSource gate = new(), begun = new();
        var job = queue.RunAsync(async _ =>
        {
            begun.SetResult();
            await gate.Task;
            return 7;
        });
        await begun.Task;
        return (gate, job);
    }

    private static async ValueTask<int> AddAsync(TestPortal portal, WriteSession session, string address)
    {
        Assert.True(ContactPointKey.TryParse(Channel.Email, address, out var key));
        await portal.Get<ConsentLedger>().StoreAsync(session, [new() { Key = key, Typed = address, Hash = portal.Get<AddressHasher>().Of(key), Channel = Channel.Email }], default);
        return 0;
    }

    private sealed class CountingWriter(IWriterConnection real) : IWriterConnection
    {
        public int Commits { get; private set; }

        public async Task<IWriteTransaction> BeginAsync(CancellationToken ct) => new Transaction(await real.BeginAsync(ct), this);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask; // the portal's own

        private sealed class Transaction(IWriteTransaction real, CountingWriter owner) : IWriteTransaction
        {
            public WriteSession NewSession() => real.NewSession();

            public ValueTask SaveAsync() => real.SaveAsync();

            public ValueTask ReleaseAsync() => real.ReleaseAsync();

            public ValueTask RollbackAsync() => real.RollbackAsync();

            public Task CommitAsync()
            {
                owner.Commits++;
                return real.CommitAsync();
            }

            public ValueTask DisposeAsync() => real.DisposeAsync();
        }
    }
}
