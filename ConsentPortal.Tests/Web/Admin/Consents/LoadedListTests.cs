using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Admin.Consents;

namespace ConsentPortal.Tests.Web.Admin.Consents;

/// <summary>What a list shows when questions overtake each other.</summary>
public sealed class LoadedListTests
{
    [Fact]
    public async Task The_last_question_stands_whenever_the_answers_come()
    {
        using LoadedList<string> list = new();
        TaskCompletionSource<Outcome<ConsentListPage<string>>> first = new(), second = new();
        TaskCompletionSource begun = new();

        var one = list.LoadAsync(new(new()), async _ => { begun.SetResult(); return await first.Task; }, null, () => { });
        await begun.Task;
        var two = list.LoadAsync(new(new()), _ => second.Task, null, () => { });
        second.SetResult(new ConsentListPage<string>(["second"], null, null));
        await two;
        first.SetResult(new ConsentListPage<string>(["first", "first"], null, null));
        await one;

        Assert.Equal(["second"], list.Page!.Rows);
        Assert.Equal(1, list.Count);
    }

    [Fact]
    public async Task A_count_that_comes_too_late_is_not_shown_and_a_failure_of_a_question_nobody_asks_any_more_is_nobody_s()
    {
        using LoadedList<string> list = new();
        TaskCompletionSource<Outcome<int?>> late = new();
        TaskCompletionSource counting = new(), failing = new(), fail = new();

        var one = list.LoadAsync(new(new()), _ => Page("a", next: "1.1"), async _ => { counting.SetResult(); return await late.Task; }, () => { });
        await counting.Task;
        var two = list.LoadAsync(new(new()), async _ => { failing.SetResult(); await fail.Task; throw new InvalidOperationException("of the past"); }, null, () => { });
        await failing.Task;
        await list.LoadAsync(new(new()), _ => Page("b"), null, () => { });
        late.SetResult((int?)77);
        fail.SetResult();
        await one;
        await two;

        Assert.Equal((1, "b"), (list.Count, Assert.Single(list.Page!.Rows)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => list.LoadAsync(new(new()), _ => throw new InvalidOperationException("of now"), null, () => { }));
    }

    [Fact]
    public async Task A_list_that_was_left_asks_nothing_more()
    {
        LoadedList<string> list = new();
        list.Dispose();

        await list.LoadAsync(new(new()), _ => Page("late"), null, () => Assert.Fail("shown"));

        Assert.Null(list.Page);
    }

    private static Task<Outcome<ConsentListPage<string>>> Page(string row, string? next = null) => Task.FromResult<Outcome<ConsentListPage<string>>>(new ConsentListPage<string>([row], null, next));
}
