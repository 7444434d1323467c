using System.Security.Cryptography;
using System.Text.Json;

namespace ConsentPortal.Core.Kernel;

/// <summary>A ring of 256-bit keys in a file beside the database (mode 600): the newest makes, all of them check. Old keys are kept
/// for ever, because links never expire. Not the Data Protection ring, which expires.</summary>
public sealed class KeyRing
{
    private readonly string file;
    private readonly TimeProvider clock;
    private volatile Entry[] keys;
    private long loadedAt;

    public KeyRing(string file, TimeProvider clock)
    {
        this.file = file;
        this.clock = clock;
        keys = Load() ?? [];
        if (keys.Length == 0)
        {
            Rotate();
        }
    }

    private sealed record Entry(byte Id, DateTimeOffset Created, byte[] Key);

    public (byte Id, byte[] Key) Current => keys is [.., var newest] ? (newest.Id, newest.Key) : throw new InvalidOperationException("The key ring is empty.");

    /// <summary>The ids of all keys, newest first.</summary>
    public IEnumerable<(byte Id, byte[] Key)> All => keys.Reverse().Select(k => (k.Id, k.Key));

    /// <summary>The key with this id; null when the ring does not know it. Another process may have added one since this one started, so an
    /// unknown id looks at the file again, if that has changed.</summary>
    public byte[]? Find(byte id) => Find(keys, id) ?? (HasChanged() ? Find(keys = Load() ?? keys, id) : null);

    private static byte[]? Find(Entry[] keys, byte id)
    {
        foreach (var key in keys)
        {
            if (key.Id == id)
            {
                return key.Key;
            }
        }

        return null;
    }

    private bool HasChanged() => new FileInfo(file) is { Exists: true } info && info.LastWriteTimeUtc.Ticks != Interlocked.Exchange(ref loadedAt, info.LastWriteTimeUtc.Ticks);

    /// <summary>Adds a new key and makes it the current one. Old keys go on checking.</summary>
    public void Rotate()
    {
        var ring = Load() ?? [];
        Entry fresh = new(checked((byte)(ring.Length + 1)), clock.GetUtcNow(), RandomNumberGenerator.GetBytes(32));
        Save([.. ring, fresh]);
    }

    private Entry[]? Load() => File.Exists(file) ? JsonSerializer.Deserialize<Entry[]>(File.ReadAllBytes(file)) : null;

    private void Save(Entry[] ring)
    {
        var fresh = $"{file}.{Environment.ProcessId}.new";
        FileStreamOptions options = new() { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(fresh, options))
        {
            JsonSerializer.Serialize(stream, ring);
            stream.Flush(flushToDisk: true);
        }

        // two processes that start at once must end up with the same first key: the one that was there wins
        if (ring.Length == 1 && !TryMove(fresh))
        {
            keys = Load()!;
            return;
        }

        if (ring.Length > 1)
        {
            File.Move(fresh, file, overwrite: true);
        }

        keys = ring;
    }

    private bool TryMove(string fresh)
    {
        try
        {
            File.Move(fresh, file, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(fresh);
            return false;
        }
    }
}

/// <summary>The rings of a portal, kept apart so that each can be rotated alone.</summary>
public sealed class KeyRings(DataDirectory data, TimeProvider clock)
{
    /// <summary>Signs preference links.</summary>
    public KeyRing Links { get; } = new(Path.Combine(data.Keys, "links.json"), clock);

    /// <summary>Peppers the hashes of addresses (what stays after an erasure).</summary>
    public KeyRing Hashes { get; } = new(Path.Combine(data.Keys, "hashes.json"), clock);

    /// <summary>Hashes API secrets and one-time tokens.</summary>
    public KeyRing Secrets { get; } = new(Path.Combine(data.Keys, "secrets.json"), clock);

    /// <summary>Signs receipts and seals (<see cref="SigningKeys"/>). Its old keys must never be lost: receipts are checked for ever.</summary>
    public KeyRing Signing { get; } = new(Path.Combine(data.Keys, "signing.json"), clock);
}
