using System.Text.Json;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Writes the ZIP of a package from what was gathered and what was taken out, straight into a sealed file.</summary>
public sealed class PackPackage(PackageFiles files, Rulebooks rulebooks, FindProfileApplications applications, TimeProvider clock)
{
    internal async Task WriteAsync(PortalDb db, DataPackage package, Func<Task> between, CancellationToken ct)
    {
        var facts = await FactsAsync(db, package, ct);
        var redactions = await PackageRedactions.OfAsync(db, package.RequestId, ct);
        var (file, key, sealedKey) = files.BeginZip(package.Id);
        await using (file)
        {
            await using SealedFile.Writer to = new(file, key);
            await using (var records = files.OpenRecords(package))
            {
                await WriteAsync(to, facts, new(facts, new(records), redactions), redactions, between, ct);
            }

            (package.FileHash, package.FileSize, package.FileKey) = (await to.FinishAsync(ct), to.Size, sealedKey);
            file.Flush(flushToDisk: true);
        }
    }

    // what the files tell (who was told, from where) stands in the summary, so that is written after them
    private async Task WriteAsync(Stream to, PackageFacts facts, PackageData data, PackageRedactions redactions, Func<Task> between, CancellationToken ct)
    {
        using PackageArchive archive = new(to, clock.Now());
        await archive.WriteAsync("data.json", e => data.AllAsync(e, ct), ct);
        await between();
        await archive.WriteAsync("summary.html", e => new PackageSummary(facts, data, redactions).WriteAsync(e, ct), ct);
        await archive.WriteAsync("portable.json", e => data.PortableAsync(e, ct), ct);
        await between();
        await archive.WriteAsync("portable.csv", e => data.PortableTableAsync(e, ct), ct);
        await between();
        foreach (var category in facts.Contents.Categories)
        {
            await archive.WriteAsync($"csv/{category.Code}.csv", e => data.TableAsync(category, e, ct), ct);
            if (category.Code == PackageData.History)
            {
                await archive.WriteAsync("consent-history.json", e => data.HistoryAsync(category, e, ct), ct);
            }

            await between();
        }

        await archive.WriteAsync("manifest.json", e => ManifestAsync(e, facts, [.. archive.Files], ct), ct);
    }

    private static async Task ManifestAsync(PackageEntry to, PackageFacts facts, List<PackedFile> packed, CancellationToken ct)
    {
        await using var json = to.Json();
        json.WriteStartObject();
        json.WriteString("format", "consentportal-package/1");
        json.WriteString("request", facts.Request.Number);
        json.WriteString("package", facts.Package.Id.ToString());
        json.WriteString("gatheredAt", PackageData.Time(facts.Package.CollectedAt));
        json.WriteStartArray("files");
        foreach (var file in packed)
        {
            json.WriteStartObject();
            json.WriteString("name", file.Name);
            json.WriteNumber("bytes", file.Bytes);
            json.WriteString("sha256", file.Sha256);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(ct);
    }

    private async Task<PackageFacts> FactsAsync(PortalDb db, DataPackage package, CancellationToken ct)
    {
        var request = await db.Set<PrivacyRequest>().AsNoTracking().SingleAsync(r => r.Id == package.RequestId, ct);
        var rules = await rulebooks.FreshAsync(ct);
        var profile = rules.Profile(request.ProfileId)!;
        var here = await applications.RunAsync(profile.Code, Actor.System, ct);
        var note = package.NoteId.IsNone ? "" : await db.Set<SideRow>().Where(s => s.Id == package.NoteId).Select(s => s.Content).FirstOrDefaultAsync(ct) ?? "";
        return new(request, package, profile, [.. rules.PurposesOf(profile).OrderBy(p => p.Number)], [.. profile.Applications.Concat(here.Value.Rows.Select(a => a.Name)).Distinct(StringComparer.OrdinalIgnoreCase)], note);
    }
}
