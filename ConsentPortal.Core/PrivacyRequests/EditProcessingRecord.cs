using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Writes down what the record of processing activities of a profile cannot know by itself.</summary>
public sealed class EditProcessingRecord(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks)
{
    private static readonly Problem Stale = Problem.Conflict("Somebody else changed this record meanwhile. Look at it again.");

    /// <param name="Version">Of the record that the form was opened with; 0 = there was none.</param>
    public sealed record Command(Id<ComplianceProfile> Profile, int Version, ProcessingTexts Texts);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.EditCompliance) is { } forbidden)
        {
            return forbidden;
        }

        var texts = command.Texts.Clean();
        if (texts.Fields.Where(f => f.Text.Length > ProcessingRecord.TextMaxLength).Select(f => Problem.Invalid(f.Field, $"At most {ProcessingRecord.TextMaxLength} characters.")).ToList() is { Count: > 0 } problems)
        {
            return problems;
        }

        if ((await rulebooks.FreshAsync(ct)).Profile(command.Profile) is not { } profile)
        {
            return Problem.NotFound("There is no such profile.");
        }

        return await SaveAsync(profile, command.Version, texts, actor, ct) is { } clash ? clash : default(Done);
    }

    private async Task<Problem?> SaveAsync(ComplianceProfile profile, int version, ProcessingTexts texts, Actor actor, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var record = await db.Set<ProcessingRecord>().FirstOrDefaultAsync(r => r.ProfileId == profile.Id, ct);
        if ((record?.Version ?? 0) != version)
        {
            return Stale;
        }

        record ??= db.Add(new ProcessingRecord { ProfileId = profile.Id, Version = 1 }).Entity;
        ChangeList changes = new();
        foreach (var ((field, was), (_, now)) in record.Texts.Fields.Zip(texts.Fields))
        {
            changes.Add(field, was, now);
        }

        if (!changes.Any)
        {
            return null;
        }

        record.Take(texts);
        db.Announce(new ProcessingRecordEvent(ProcessingRecordEvent.Edited, profile.Id.ToString()) { SubjectName = profile.Code, Changes = changes.Items }, actor);
        try
        {
            await db.SaveChangesAsync(ct);
            return null;
        }
        catch (DbUpdateException)
        {
            return Stale; // two wrote the first one at once
        }
    }
}
