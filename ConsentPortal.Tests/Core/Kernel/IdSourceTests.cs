using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Tests.Core.Kernel;

public sealed class IdSourceTests
{
    [Fact]
    public async Task Eight_threads_make_no_number_twice()
    {
        IdSource ids = new(TimeProvider.System) { Node = 5 };

        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Enumerable.Range(0, 50_000).Select(_ => ids.Next()).ToArray())));

        Assert.Equal(400_000, made.SelectMany(m => m).Distinct().Count());
        Assert.All(made, m => Assert.Equal(m.Order(), m)); // and each thread sees them rise
    }

    [Fact]
    public void Numbers_go_on_rising_when_the_clock_goes_back()
    {
        SettableClock clock = new();
        IdSource ids = new(clock) { Node = 1 };
        List<long> made = [ids.Next(), ids.Next()];
        clock.Now = clock.Now.AddHours(-1);
        made.AddRange([ids.Next(), ids.Next()]);
        clock.Now = clock.Now.AddHours(2);
        made.Add(ids.Next());

        Assert.Equal(made.Order().Distinct(), made);
    }

    [Fact]
    public void A_full_millisecond_runs_into_the_next_one_and_two_nodes_never_meet()
    {
        SettableClock clock = new();
        IdSource one = new(clock) { Node = 1 }, other = new(clock) { Node = IdSource.MaxNode };

        var made = Enumerable.Range(0, 10_000).SelectMany(_ => new[] { one.Next(), other.Next() }).ToList();

        Assert.Equal(20_000, made.Distinct().Count());
        Assert.All(made, id => Assert.True(id > 0));
    }

    [Fact]
    public void A_later_millisecond_gives_greater_numbers_whatever_the_node()
    {
        SettableClock clock = new();
        var early = new IdSource(clock) { Node = IdSource.MaxNode }.Next();
        clock.Now = clock.Now.AddMilliseconds(1);

        Assert.True(new IdSource(clock) { Node = 1 }.Next() > early);
    }

    private sealed class SettableClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 1, 15, 9, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
