using System.Text.Json;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Preferences;

/// <summary>Makes an exported file the draft. Nothing is published by it, and nothing in it is taken unread: what is unknown, too long or in a
/// language that does not ship is refused by its name.</summary>
public sealed class ImportCenter(CenterWriter writer, UploadBrandFile upload)
{
    public const int MaxBytes = 8_000_000;

    public const string FileField = "file";

    private const int MaxDepth = 16;

    /// <param name="Version">The draft's; what is overwritten is what the caller saw.</param>
    public sealed record Command(Id<ComplianceProfile> ProfileId, int Version, ReadOnlyMemory<byte> Content);

    public async Task<Outcome<SaveCenterDraft.Saved>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.EditCompliance) is { } missing)
        {
            return missing;
        }

        var read = Read(command.Content);
        if (!read.Ok)
        {
            return read.Problems.ToList();
        }

        if (await writer.OvertakenAsync(command.ProfileId, command.Version, ct) is { } overtaken)
        {
            return overtaken; // before its files are stored
        }

        var unpacked = await UnpackAsync(read.Value, actor, ct);
        return unpacked.Ok ? await writer.EditAsync(command.ProfileId, command.Version, edit => Task.FromResult(Put(edit, unpacked.Value)), actor, ct) : unpacked.Problems.ToList();
    }

    // each file is looked at as if somebody uploaded it here; what is there already is not stored twice
    private async Task<Outcome<CenterFile>> UnpackAsync(CenterFile file, Actor actor, CancellationToken ct)
    {
        Dictionary<string, string> references = new(StringComparer.Ordinal);
        List<Problem> problems = [];
        foreach (var (reference, kind) in PackedFile.UsedBy(file.Design))
        {
            if (file.Files.Find(f => f.Reference == reference) is not { } packed)
            {
                problems.Add(Problem.Invalid(PackedFile.List, $"The design uses “{reference}”, which is not in the file. Export it again."));
                continue;
            }

            var taken = await upload.RunAsync(new(kind, packed.Name, packed.Content), actor, ct);
            problems.AddRange(taken.Problems.Select(p => p with { Field = PackedFile.List }));
            references[reference] = taken.Ok ? taken.Value : reference;
        }

        return problems.Count > 0 ? problems : file with { Design = PackedFile.Replace(file.Design, references) };
    }

    private static Outcome<SaveCenterDraft.Saved> Put(CenterEdit edit, CenterFile file)
    {
        edit.Put(file.Design, PreferenceEvents.DraftImported, new Change("profile", null, file.Profile));
        return new SaveCenterDraft.Saved(edit.VersionAfter, edit.Now);
    }

    /// <summary>Every byte of it may be somebody else's.</summary>
    internal static Outcome<CenterFile> Read(ReadOnlyMemory<byte> content)
    {
        if (content.Length > MaxBytes)
        {
            return Problem.Invalid(FileField, $"The file is too large: at most {MaxBytes / 1_000_000} MB.");
        }

        try
        {
            var text = content.Span.StartsWith("\uFEFF"u8) ? content[3..] : content;
            using var document = JsonDocument.Parse(text, new() { MaxDepth = MaxDepth });
            return Read(document.RootElement);
        }
        catch (InvalidOperationException)
        {
            return Problem.Invalid(FileField, "The file holds names that are no text. Choose one that was exported here."); // half a surrogate pair, or no UTF-8
        }
        catch (JsonException error)
        {
            return Problem.Invalid(FileField, $"This is no JSON file (line {(error.LineNumber ?? 0) + 1}). Choose one that was exported here.");
        }
    }

    private static Outcome<CenterFile> Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("format", out var format) || format.ValueKind != JsonValueKind.String || !format.ValueEquals(ExportCenter.Format))
        {
            return Problem.Invalid(FileField, "This file holds no preference center. Choose one that was exported here.");
        }

        if (!root.TryGetProperty("version", out var version) || version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number) || number != ExportCenter.FormatVersion)
        {
            return Problem.Invalid(FileField, $"The file is of a version that cannot be read here. This portal reads version {ExportCenter.FormatVersion}.");
        }

        if (!root.TryGetProperty("design", out var element))
        {
            return Problem.Invalid(FileField, "The file has no design in it.");
        }

        var (design, unread) = CenterReader.Read(element);
        var files = PackedFile.Read(root);
        List<Problem> problems = [.. Unknown(root).Concat(unread).Concat(CenterWellformed.Check(design)).Concat(files.Problems).Take(CenterReader.ProblemsMax)];
        return problems.Count > 0 ? problems : new CenterFile(ProfileOf(root), design, files.Value);
    }

    private static IEnumerable<Problem> Unknown(JsonElement root)
        => root.EnumerateObject().Where(m => m.Name is not ("format" or "version" or "profile" or "design" or PackedFile.List)).Select(m => Problem.Invalid(Text.Cut(m.Name, 40), "This member is not known. Remove it."));

    // says where it came from, and rules nothing
    private static string ProfileOf(JsonElement root)
    {
        try
        {
            return root.TryGetProperty("profile", out var profile) && profile.ValueKind == JsonValueKind.String ? Text.Cut(Text.Clean(profile.GetString()), ComplianceProfile.CodeMaxLength) : "";
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }
}

/// <summary>An exported file, read.</summary>
/// <param name="Profile">The code of the profile that it was exported from; may be unknown here.</param>
internal sealed record CenterFile(string Profile, CenterDesign Design, List<PackedFile> Files);
