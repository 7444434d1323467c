using System.Security.Cryptography;
using System.Text.RegularExpressions;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Compliance;

/// <summary>Takes in a logo, image or font after looking at what it really is. The same content a second time is the file that is there.</summary>
public sealed class UploadBrandFile(IDbContextFactory<PortalDb> databases, IdSource ids, TimeProvider clock)
{
    /// <summary>The field of its refusals.</summary>
    public const string Field = "file";

    /// <param name="Name">As the file was called.</param>
    public sealed record Command(BrandFileKind Kind, string Name, byte[] Content);

    /// <summary>What a file dialog offers.</summary>
    public static string Accepts(BrandFileKind kind) => string.Join(',', FileCheck.Endings(kind));

    /// <summary>The refusal of so many bytes, before they are read; null where they may come.</summary>
    public static Problem? TooLarge(BrandFileKind kind, long size) => FileCheck.TooLarge(kind, size);

    /// <summary>The file's reference (<see cref="FileReference"/>).</summary>
    public async Task<Outcome<string>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.EditCompliance) is { } missing)
        {
            return missing;
        }

        var name = Text.Cut(Text.Clean(Path.GetFileName(command.Name.Replace('\\', '/'))), BrandFile.NameMaxLength);
        var looked = Look(command.Kind, name, command.Content);
        if (!looked.Ok)
        {
            return looked.Problem!;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var file = Make(command.Kind, name, looked.Value, actor);
        var there = await db.Set<BrandFile>().Where(f => f.Kind == command.Kind && f.Sha256 == file.Sha256).Select(f => f.Id).FirstOrDefaultAsync(ct);
        if (!there.IsNone)
        {
            return FileReference.To(there).ToString();
        }

        db.Add(file);
        var changes = new ChangeList().Add("kind", null, (BrandFileKind?)file.Kind).Add("mediaType", null, file.MediaType).Add("size", null, (int?)file.Size).Add("sha256", null, Convert.ToHexStringLower(file.Sha256));
        db.Announce(new BrandEvent(BrandEvents.FileUploaded, file.Id.ToString(), BrandEvent.FileSubject) { SubjectName = file.Name, Changes = changes.Items }, actor);
        await db.SaveChangesAsync(ct);
        return file.Reference;
    }

    private static Outcome<CheckedFile> Look(BrandFileKind kind, string name, byte[] content)
    {
        try
        {
            return FileCheck.Look(kind, name, content);
        }
        catch (RegexMatchTimeoutException)
        {
            return Problem.Invalid(Field, "The file takes too long to look through. Export it again in a simpler form, or save it as PNG.");
        }
    }

    private BrandFile Make(BrandFileKind kind, string name, CheckedFile looked, Actor actor) => new()
    {
        Id = ids.Next<BrandFile>(), Kind = kind, Name = name.Length > 0 ? name : "file", MediaType = looked.MediaType, Content = looked.Content, Size = looked.Content.Length,
        Sha256 = SHA256.HashData(looked.Content), Width = looked.Width, Height = looked.Height, UploadedAt = clock.Now(), UploadedBy = Text.Cut(actor.Name ?? "", BrandFile.NameMaxLength),
    };
}
