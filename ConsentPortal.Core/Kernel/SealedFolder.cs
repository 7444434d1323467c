using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace ConsentPortal.Core.Kernel;

/// <summary>A folder of files for the eyes of the portal's own user, each sealed with a key of its own, which is itself sealed by Data Protection
/// and kept in the database: whoever destroys the key has destroyed the file, on whatever backup it lies.</summary>
internal sealed class SealedFolder(string path, IDataProtector keys)
{
    public bool Has(string name) => File.Exists(PathOf(name));

    /// <summary>Makes the place of a file, empty.</summary>
    public void Reserve(string name) => Open(name, FileMode.Create).Dispose();

    public void Delete(string name) => File.Delete(PathOf(name));

    /// <summary>Bytes that all files take now.</summary>
    public long Used() => new DirectoryInfo(path).EnumerateFiles().Sum(f => f.Length);

    /// <summary>A file from its beginning, and its key: plain to write with, sealed to keep.</summary>
    public (FileStream File, byte[] Key, byte[] Sealed) Begin(string name)
    {
        var key = RandomNumberGenerator.GetBytes(SealedFile.KeyLength);
        return (Open(name, FileMode.Create), key, keys.Protect(key));
    }

    /// <summary>Copies the plain file.</summary>
    public async Task CopyAsync(string name, byte[] sealedKey, Stream to, CancellationToken ct)
    {
        await using var file = Read(name);
        await SealedFile.CopyAsync(file, keys.Unprotect(sealedKey), to, ct);
    }

    /// <summary>The plain file, to be read from anywhere in it.</summary>
    public SealedReader Open(string name, byte[] sealedKey) => new(Read(name), keys.Unprotect(sealedKey));

    /// <summary>Deletes all but these.</summary>
    public void Sweep(IReadOnlySet<string> known)
    {
        foreach (var file in new DirectoryInfo(path).EnumerateFiles().Where(f => !known.Contains(f.Name)))
        {
            file.Delete();
        }
    }

    private string PathOf(string name) => Path.Combine(path, name);

    private FileStream Read(string name) => new(PathOf(name), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 1, useAsync: true);

    private FileStream Open(string name, FileMode mode)
    {
        FileStreamOptions options = new() { Mode = mode, Access = FileAccess.Write, Share = FileShare.Delete, BufferSize = 0, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new(PathOf(name), options);
    }
}
