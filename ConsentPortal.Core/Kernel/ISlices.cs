namespace ConsentPortal.Core.Kernel;

/// <summary>A long list, read slice by slice in short reads, so that it needs little memory and holds no long transaction. A slice may be
/// empty and not be the last.</summary>
public interface ISlices<T>
{
    /// <summary>There are no more.</summary>
    bool Done { get; }

    Task<IReadOnlyList<T>> NextAsync(CancellationToken ct);
}
