using System.Globalization;
using System.Security.Cryptography;
using ConsentPortal.Core.Kernel;
using Microsoft.AspNetCore.DataProtection;

namespace ConsentPortal.Core.Exports;

/// <summary>The files under the data directory: for the eyes of the portal's own user, each sealed with a key of its own.</summary>
public sealed class ExportFiles(DataDirectory data, ExportSettings settings, IDataProtectionProvider protection)
{
    private readonly IDataProtector keys = protection.CreateProtector("exports.file"), filters = protection.CreateProtector("exports.filter");

    /// <summary>The data directory of the process that took the job in is where it is worked on and fetched.</summary>
    internal bool Has(ExportJob job) => File.Exists(PathOf(job.Id));

    /// <summary>Makes the place of a file, empty.</summary>
    internal void Reserve(Id<ExportJob> job) => Open(job, FileMode.Create).Dispose();

    internal void Delete(Id<ExportJob> job) => File.Delete(PathOf(job));

    internal string Seal(ExportAsk ask) => filters.Protect(ask.ToJson());

    internal ExportAsk Unseal(string filter) => ExportAsk.FromJson(filters.Unprotect(filter));

    /// <summary>Bytes that all files take now.</summary>
    internal long Used() => new DirectoryInfo(data.Exports).EnumerateFiles().Sum(f => f.Length);

    /// <summary>A file from its beginning, and its key: plain to write with, sealed to keep.</summary>
    internal (FileStream File, byte[] Key, byte[] Sealed) Begin(Id<ExportJob> job)
    {
        var key = RandomNumberGenerator.GetBytes(SealedFile.KeyLength);
        return (Open(job, FileMode.Create), key, keys.Protect(key));
    }

    /// <summary>Throws <see cref="ExportTooLargeException"/> where the files take more than the owner grants them.</summary>
    internal void CheckRoom(long used, long written)
    {
        if (used + written > settings.MostBytes)
        {
            throw new ExportTooLargeException("The exports take more than they are granted.");
        }
    }

    /// <summary>Copies the plain file.</summary>
    internal async Task CopyAsync(ExportJob job, Stream to, CancellationToken ct)
    {
        await using FileStream file = new(PathOf(job.Id), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 1, useAsync: true);
        await SealedFile.CopyAsync(file, keys.Unprotect(job.FileKey!), to, ct);
    }

    /// <summary>Deletes what belongs to none of these jobs: left by a process that was killed.</summary>
    internal void Sweep(IReadOnlySet<string> known)
    {
        foreach (var file in new DirectoryInfo(data.Exports).EnumerateFiles().Where(f => !known.Contains(f.Name)))
        {
            file.Delete();
        }
    }

    internal static string NameOf(Id<ExportJob> job) => string.Create(CultureInfo.InvariantCulture, $"{job}.sealed");

    private string PathOf(Id<ExportJob> job) => Path.Combine(data.Exports, NameOf(job));

    private FileStream Open(Id<ExportJob> job, FileMode mode)
    {
        FileStreamOptions options = new() { Mode = mode, Access = FileAccess.Write, Share = FileShare.Delete, BufferSize = 0, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new(PathOf(job), options);
    }
}

/// <summary>The files take more room than they are granted.</summary>
internal sealed class ExportTooLargeException(string message, Exception? inner = null) : IOException(message, inner);
