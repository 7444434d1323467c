using System.Globalization;
using ConsentPortal.Core.Kernel;
using Microsoft.AspNetCore.DataProtection;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>The two sealed files of a package: what was gathered, and the ZIP.</summary>
public sealed class PackageFiles(DataDirectory data, IDataProtectionProvider protection)
{
    private readonly SealedFolder folder = new(data.Packages, protection.CreateProtector("packages.file"));

    /// <summary>The data directory of the process that took it in is where it is made and fetched.</summary>
    internal bool Has(DataPackage package) => folder.Has(Records(package.Id));

    internal bool HasFile(DataPackage package) => folder.Has(Zip(package.Id));

    internal void Reserve(Id<DataPackage> id) => folder.Reserve(Records(id));

    internal (FileStream File, byte[] Key, byte[] Sealed) BeginRecords(Id<DataPackage> id) => folder.Begin(Records(id));

    internal (FileStream File, byte[] Key, byte[] Sealed) BeginZip(Id<DataPackage> id) => folder.Begin(Zip(id));

    internal SealedReader OpenRecords(DataPackage package) => folder.Open(Records(package.Id), package.RecordsKey!);

    internal Task CopyAsync(DataPackage package, Stream to, CancellationToken ct) => folder.CopyAsync(Zip(package.Id), package.FileKey!, to, ct);

    internal void Delete(Id<DataPackage> id)
    {
        folder.Delete(Records(id));
        folder.Delete(Zip(id));
    }

    internal void Sweep(IEnumerable<Id<DataPackage>> known) => folder.Sweep(known.SelectMany(id => new[] { Records(id), Zip(id) }).ToHashSet(StringComparer.Ordinal));

    private static string Records(Id<DataPackage> id) => string.Create(CultureInfo.InvariantCulture, $"{id}.records");

    private static string Zip(Id<DataPackage> id) => string.Create(CultureInfo.InvariantCulture, $"{id}.zip.sealed");
}
