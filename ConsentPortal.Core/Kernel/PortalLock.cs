namespace ConsentPortal.Core.Kernel;

/// <summary>Says which process works on this data directory: the one that serves, or a command that loads a file while none does. Free
/// again when its holder ends, however it ends.</summary>
public sealed class PortalLock(DataDirectory data) : IDisposable
{
    private readonly Lock gate = new();
    private FileStream? held;

    /// <summary>True when this process has it, from now on or already.</summary>
    public bool TryTake()
    {
        lock (gate)
        {
            try
            {
                held ??= new(data.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                return true;
            }
            catch (IOException)
            {
                return false; // somebody else has it
            }
        }
    }

    public void Dispose() => held?.Dispose();
}
