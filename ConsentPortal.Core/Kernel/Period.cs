namespace ConsentPortal.Core.Kernel;

/// <summary>A fact with a time: it held from one instant until another. <c>Until</c> null = it still holds. Never rewritten, only closed.</summary>
public abstract class Period
{
    public DateTimeOffset From { get; init; }

    public DateTimeOffset? Until { get; private set; }

    public bool IsOpen => Until is null;

    public bool HeldAt(DateTimeOffset instant) => From <= instant && (Until is null || Until > instant);

    internal void Close(DateTimeOffset now) => Until ??= now;
}

public static class Periods
{
    /// <summary>The one that holds now; null when none does.</summary>
    public static T? Open<T>(this IEnumerable<T> periods) where T : Period => periods.FirstOrDefault(p => p.IsOpen);

    /// <summary>The one that held then: at the same instant the later row wins.</summary>
    public static T? At<T>(this IEnumerable<T> periods, DateTimeOffset? instant) where T : Period
        => instant is { } at ? periods.Where(p => p.HeldAt(at)).MaxBy(p => p.From) : periods.Open();
}
