using ConsentPortal.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Compliance;

/// <summary>What the verbs of brands share: uniqueness, what changed, and telling it.</summary>
internal static class BrandWriter
{
    public static async Task<Problem?> ClashAsync(RulebookEdit edit, BrandFacts facts, Id<Brand> id)
    {
        var others = await edit.Db.Set<Brand>().AsNoTracking().Where(b => b.Id != id && b.Active).Select(b => new { b.Name, b.Host }).ToListAsync(edit.Ct);
        return others.Exists(b => string.Equals(b.Name, facts.Name, StringComparison.OrdinalIgnoreCase)) ? Problem.Conflict("Another brand has this name. Choose a different one.", "name")
            : facts.Host.Length > 0 && others.Exists(b => b.Host == facts.Host) ? Problem.Conflict("Another brand has this host. Choose a different one.", "host")
            : await MissingAsync(edit, "logo", facts.Look.Logo, BrandFileKind.Picture) ?? await MissingAsync(edit, "font", facts.Look.Font, BrandFileKind.Font);
    }

    public static ChangeList Apply(Brand brand, BrandFacts facts)
    {
        var was = brand.Facts;
        var changes = new ChangeList().Add("name", was.Name, facts.Name).Add("logo", was.Look.Logo, facts.Look.Logo).Add("logoAlt", was.Look.LogoAlt, facts.Look.LogoAlt)
            .Add("accent", was.Look.Accent, facts.Look.Accent).Add("accentDark", was.Look.AccentDark, facts.Look.AccentDark).Add("font", was.Look.Font, facts.Look.Font)
            .Add("website", was.Website, facts.Website).Add("help", was.Help, facts.Help).Add("senderName", was.SenderName, facts.SenderName)
            .Add("senderAddress", was.SenderAddress, facts.SenderAddress).Add("replyTo", was.ReplyTo, facts.ReplyTo).Add("host", was.Host, facts.Host);
        if (changes.Any)
        {
            (brand.Name, brand.Look, brand.Website, brand.Help) = (facts.Name, facts.Look, facts.Website, facts.Help);
            (brand.SenderName, brand.SenderAddress, brand.ReplyTo, brand.Host) = (facts.SenderName, facts.SenderAddress, facts.ReplyTo, facts.Host.Length > 0 ? facts.Host : null);
        }

        return changes;
    }

    public static void Announce(RulebookEdit edit, string kind, Brand brand, ChangeList changes, string reason = "")
        => edit.Announce(new BrandEvent(kind, brand.Id.ToString()) { SubjectName = brand.Name, Changes = changes.Items, Reason = reason });

    /// <summary>Lets a profile show itself so.</summary>
    public static async Task<Problem?> ChooseAsync(RulebookEdit edit, ComplianceProfile profile, Id<Brand> chosen, ChangeList changes)
    {
        var brands = await edit.Db.Set<Brand>().AsNoTracking().Where(b => b.Id == chosen || b.Id == profile.BrandId).ToListAsync(edit.Ct);
        if (!chosen.IsNone && !brands.Exists(b => b.Id == chosen && b.Active))
        {
            return Problem.Invalid("brand", "Choose a brand of this portal.");
        }

        changes.Add("brand", brands.Find(b => b.Id == profile.BrandId)?.Name, brands.Find(b => b.Id == chosen)?.Name);
        profile.BrandId = chosen;
        return null;
    }

    private static async Task<Problem?> MissingAsync(RulebookEdit edit, string field, string? reference, BrandFileKind kind)
        => FileReference.Parse(reference) is { Upload: { IsNone: false } id } && !await edit.Db.Set<BrandFile>().AnyAsync(f => f.Id == id && f.Kind == kind, edit.Ct)
            ? Problem.Invalid(field, "Choose a file of the branding folder, or upload one.") : null;
}
