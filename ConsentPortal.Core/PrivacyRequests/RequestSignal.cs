namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Tells the workers of requests that there is something to do now, instead of within the minute: a new case, or a person who showed who they are.</summary>
public sealed class RequestSignal(ObjectionBell bell)
{
    private volatile TaskCompletionSource waiting = New();

    public void Wake()
    {
        waiting.TrySetResult();
        bell.Ring(); // what people may change themselves is applied at once
    }

    /// <summary>Ends at the next <see cref="Wake"/>, or after this time.</summary>
    internal async Task WaitAsync(TimeSpan most, TimeProvider clock, CancellationToken ct)
    {
        await Task.WhenAny(waiting.Task, Task.Delay(most, clock, ct));
        ct.ThrowIfCancellationRequested();
        waiting = New();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
