using System.Globalization;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Preferences;

/// <summary>Lets readers see a draft: the next version, for ever. Refused while the check finds an error in it.</summary>
public sealed class PublishCenter(CenterWriter writer, Rulebooks rulebooks, CenterFiles files)
{
    public const string DesignField = "design";

    /// <param name="Version">The draft's.</param>
    /// <param name="Comment">Why, for the versions; may be empty.</param>
    public sealed record Command(Id<ComplianceProfile> ProfileId, int Version, string Comment = "");

    /// <summary>Answers the new version's number.</summary>
    public async Task<Outcome<int>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.EditCompliance) is { } missing)
        {
            return missing;
        }

        var comment = Text.Clean(command.Comment);
        if (comment.Length > RulebookWriter.ReasonMaxLength)
        {
            return Problem.Invalid(CenterWriter.CommentField, $"Use at most {RulebookWriter.ReasonMaxLength} characters.");
        }

        var rules = await rulebooks.FreshAsync(ct);
        return await writer.EditAsync(command.ProfileId, command.Version, edit => PublishAsync(edit, rules, comment, ct), actor, ct);
    }

    private async Task<Outcome<int>> PublishAsync(CenterEdit edit, Rulebook rules, string comment, CancellationToken ct)
    {
        if (edit.Draft?.Design is not { } design)
        {
            return Problem.Conflict("There is no draft to publish. Change something first.", DesignField);
        }

        if (rules.Profile(edit.Profile.Id) is not { } profile)
        {
            return Problem.NotFound("There is no such profile.");
        }

        var errors = CenterCheck.Of(design, rules, profile, await files.BrokenAsync(design, ct)).Count(f => f.Must);
        return errors > 0 ? Problem.Invalid(DesignField, $"The check finds {errors} errors. Mend them first.") : Put(edit, design, comment);
    }

    private static int Put(CenterEdit edit, CenterDesign design, string comment)
    {
        var (number, before) = (edit.PublishedNumber + 1, edit.Published);
        var center = edit.Center ?? new() { Id = edit.Ids.Next<PreferenceCenter>(), ProfileId = edit.Profile.Id, Version = 1 };
        if (edit.Center is null)
        {
            edit.Db.Add(center);
        }

        center.Publish(design, number, edit.Now);
        edit.Draft!.Put(null, edit.Author, edit.Now);
        edit.Db.Add(Version(edit, center, number, comment));
        List<Change> changes = [new("version", (number - 1).ToString(CultureInfo.InvariantCulture), number.ToString(CultureInfo.InvariantCulture)), .. CenterChanges.Between(before, design).Select(c => c.ToAudit())];
        edit.Announce(PreferenceEvents.CenterPublished, changes, comment);
        return number;
    }

    private static CenterVersion Version(CenterEdit edit, PreferenceCenter center, int number, string comment)
    {
        SideRef said = default;
        if (comment.Length > 0)
        {
            var row = SideRow.Make(edit.Ids.Next<SideRow>(), SideRowKind.Justification, comment, edit.Now);
            edit.Db.Add(row);
            said = SideRef.To(row);
        }

        return new()
        {
            Id = edit.Ids.Next<CenterVersion>(), ProfileId = edit.Profile.Id, Number = number, DesignJson = center.PublishedJson!, Sha256 = CenterVersion.HashOf(center.PublishedJson!),
            PublishedAt = edit.Now, PublishedBy = edit.Author, CommentId = said.Id, CommentHash = said.Hash,
        };
    }
}
