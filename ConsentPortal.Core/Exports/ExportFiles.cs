using System.Globalization;
using ConsentPortal.Core.Kernel;
using Microsoft.AspNetCore.DataProtection;

namespace ConsentPortal.Core.Exports;

/// <summary>The files under the data directory: for the eyes of the portal's own user, each sealed with a key of its own.</summary>
public sealed class ExportFiles(DataDirectory data, ExportSettings settings, IDataProtectionProvider protection)
{
    private readonly SealedFolder folder = new(data.Exports, protection.CreateProtector("exports.file"));
    private readonly IDataProtector filters = protection.CreateProtector("exports.filter");

    /// <summary>The data directory of the process that took the job in is where it is worked on and fetched.</summary>
    internal bool Has(ExportJob job) => folder.Has(NameOf(job.Id));

    /// <summary>Makes the place of a file, empty.</summary>
    internal void Reserve(Id<ExportJob> job) => folder.Reserve(NameOf(job));

    internal void Delete(Id<ExportJob> job) => folder.Delete(NameOf(job));

    internal string Seal(ExportAsk ask) => filters.Protect(ask.ToJson());

    internal ExportAsk Unseal(string filter) => ExportAsk.FromJson(filters.Unprotect(filter));

    /// <summary>Bytes that all files take now.</summary>
    internal long Used() => folder.Used();

    /// <summary>A file from its beginning, and its key: plain to write with, sealed to keep.</summary>
    internal (FileStream File, byte[] Key, byte[] Sealed) Begin(Id<ExportJob> job) => folder.Begin(NameOf(job));

    /// <summary>Throws <see cref="ExportTooLargeException"/> where the files take more than the owner grants them.</summary>
    internal void CheckRoom(long used, long written)
    {
        if (used + written > settings.MostBytes)
        {
            throw new ExportTooLargeException("The exports take more than they are granted.");
        }
    }

    /// <summary>Copies the plain file.</summary>
    internal Task CopyAsync(ExportJob job, Stream to, CancellationToken ct) => folder.CopyAsync(NameOf(job.Id), job.FileKey!, to, ct);

    /// <summary>Deletes what belongs to none of these jobs: left by a process that was killed.</summary>
    internal void Sweep(IReadOnlySet<string> known) => folder.Sweep(known);

    internal static string NameOf(Id<ExportJob> job) => string.Create(CultureInfo.InvariantCulture, $"{job}.sealed");
}

/// <summary>The files take more room than they are granted.</summary>
internal sealed class ExportTooLargeException(string message, Exception? inner = null) : IOException(message, inner);
