namespace ConsentPortal.Core.Kernel;

/// <summary>One page of a keyset-paged list: the rows, and the cursor that asks for what follows (null = that was all).</summary>
public sealed record Page<T>(IReadOnlyList<T> Rows, string? Next);

/// <summary>One page of a list that a screen numbers: the rows and how many there are in all.</summary>
public sealed record Numbered<T>(IReadOnlyList<T> Rows, int Count);
