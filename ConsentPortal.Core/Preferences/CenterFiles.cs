using System.Collections.Concurrent;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>Which files of a design are there and of the right kind. Uploads are never changed and never go, so each is looked up once; those
/// of the branding folder are looked at each time.</summary>
public sealed class CenterFiles(IDbContextFactory<PortalDb> databases)
{
    private readonly ConcurrentDictionary<Id<BrandFile>, BrandFileKind> uploads = new();

    /// <summary>Whether the branding folder has a file of this name and kind; set where there is a folder.</summary>
    public Func<string, BrandFileKind, bool> InFolder { get; set; } = (_, _) => true;

    /// <summary>The references that lead nowhere, or to a font where a picture is shown.</summary>
    internal async ValueTask<IReadOnlySet<(string Reference, BrandFileKind Kind)>> BrokenAsync(CenterDesign design, CancellationToken ct)
    {
        var used = UsedBy(design).ToHashSet();
        List<Id<BrandFile>> unknown = [.. used.Select(u => FileReference.Parse(u.Reference)).OfType<FileReference>().Where(f => f.Name is null && !uploads.ContainsKey(f.Upload)).Select(f => f.Upload).Distinct()];
        if (unknown.Count > 0)
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            foreach (var file in await db.Set<BrandFile>().AsNoTracking().Where(f => unknown.Contains(f.Id)).Select(f => new { f.Id, f.Kind }).ToListAsync(ct))
            {
                uploads[file.Id] = file.Kind;
            }
        }

        return used.Where(u => !IsThere(u.Reference, u.Kind)).ToHashSet();
    }

    /// <summary>The design without what cannot be shown: a figure is left out, a logo or font falls back to the brand's.</summary>
    internal async ValueTask<CenterDesign> ShownAsync(CenterDesign design, CancellationToken ct)
    {
        if (await BrokenAsync(design, ct) is not { Count: > 0 } broken)
        {
            return design;
        }

        string? Kept(string? reference, BrandFileKind kind) => reference is not null && broken.Contains((reference, kind)) ? null : reference;
        return design with
        {
            Sections = [.. design.Sections.Select(s => s with { Image = Kept(s.Image, BrandFileKind.Picture) })],
            Look = design.Look with { Logo = Kept(design.Look.Logo, BrandFileKind.Picture), Font = Kept(design.Look.Font, BrandFileKind.Font) },
        };
    }

    private bool IsThere(string reference, BrandFileKind kind) => FileReference.Parse(reference) is { } file
        && (file.Name is { } name ? InFolder(name, kind) : uploads.TryGetValue(file.Upload, out var uploaded) && uploaded == kind);

    private static IEnumerable<(string Reference, BrandFileKind Kind)> UsedBy(CenterDesign design)
        => design.Sections.Select(s => (s.Image, BrandFileKind.Picture)).Append((design.Look.Logo, BrandFileKind.Picture)).Append((design.Look.Font, BrandFileKind.Font))
            .Where(u => u.Item1 is not null).Select(u => (u.Item1!, u.Item2));
}

/// <summary>Whether the pictures and the font that a design names can be shown.</summary>
internal static class CenterFileCheck
{
    public static IEnumerable<CenterFinding> Of(CenterDesign design, IReadOnlySet<(string Reference, BrandFileKind Kind)> broken) =>
    [
        .. design.Sections.Where(s => broken.Contains((s.Image ?? "", BrandFileKind.Picture))).Select(s => new CenterFinding(CenterRule.FileMissing, Must: true, "", s.Key, CenterReader.Image, Detail: s.Image!) { Section = s.Kind }),
        .. new[] { (Name: CenterReader.Logo, Reference: design.Look.Logo, Kind: BrandFileKind.Picture), (Name: CenterReader.Font, Reference: design.Look.Font, Kind: BrandFileKind.Font) }
            .Where(f => broken.Contains((f.Reference ?? "", f.Kind))).Select(f => new CenterFinding(CenterRule.FileMissing, Must: true, "", Field: f.Name, Detail: f.Reference!)),
    ];
}
