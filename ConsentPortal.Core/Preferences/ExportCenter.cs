using System.Text.Encodings.Web;
using System.Text.Json;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>Writes a design with the uploaded files that it uses into one JSON file, to be kept or taken to another profile or portal (<see cref="ImportCenter"/>).</summary>
public sealed class ExportCenter(IDbContextFactory<PortalDb> databases)
{
    /// <summary>What the file says it is, and its version; a reader refuses others by name.</summary>
    public const string Format = "consentportal.preference-center";

    public const int FormatVersion = 1;

    /// <param name="Name">As the browser saves it: <c>preference-center-default-3.json</c>.</param>
    public sealed record File(string Name, byte[] Content);

    /// <param name="number">A published version; 0 = what readers see now, published or not; null = the draft, else what readers see.</param>
    public async Task<Outcome<File>> RunAsync(Id<ComplianceProfile> profileId, int? number, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadCompliance) is { } missing)
        {
            return missing;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<ComplianceProfile>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == profileId, ct) is not { } profile)
        {
            return Problem.NotFound("There is no such profile.");
        }

        var (design, suffix) = await FindAsync(db, profileId, number, ct);
        return design is null ? Problem.NotFound("There is no such version.") : new File($"preference-center-{profile.Code}{suffix}.json", Write(profile, design, await FilesAsync(db, design, ct)));
    }

    private static async Task<(CenterDesign? Design, string Suffix)> FindAsync(PortalDb db, Id<ComplianceProfile> profileId, int? number, CancellationToken ct)
    {
        if (number == 0)
        {
            return ((await PreferenceCenter.OfAsync(db, profileId, ct)).Design, "");
        }

        if (number is { } asked)
        {
            return ((await db.Set<CenterVersion>().AsNoTracking().FirstOrDefaultAsync(v => v.ProfileId == profileId && v.Number == asked, ct))?.Design, FormattableString.Invariant($"-{asked}"));
        }

        return (await db.Set<CenterDraft>().AsNoTracking().FirstOrDefaultAsync(d => d.ProfileId == profileId, ct))?.Design is { } draft
            ? (draft, "-draft") : ((await PreferenceCenter.OfAsync(db, profileId, ct)).Design, "");
    }

    private static async Task<List<PackedFile>> FilesAsync(PortalDb db, CenterDesign design, CancellationToken ct)
    {
        List<Id<BrandFile>> used = [.. PackedFile.UsedBy(design).Select(u => FileReference.Parse(u.Reference)!.Value.Upload).Distinct()];
        var found = used.Count == 0 ? [] : await db.Set<BrandFile>().AsNoTracking().Where(f => used.Contains(f.Id)).OrderBy(f => f.Id).ToListAsync(ct);
        return found.ConvertAll(f => new PackedFile(f.Reference, f.Name, f.Content));
    }

    private static byte[] Write(ComplianceProfile profile, CenterDesign design, List<PackedFile> files)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteString("format", Format);
            writer.WriteNumber("version", FormatVersion);
            writer.WriteString("profile", profile.Code);
            writer.WritePropertyName("design");
            CenterJson.Write(writer, design);
            if (files.Count > 0)
            {
                writer.WriteStartArray(PackedFile.List);
                files.ForEach(f => f.Write(writer));
                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        return stream.ToArray();
    }
}
