using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Messaging;

/// <summary>What both verbs on a text share: find it as the form saw it, announce what changed, save once.</summary>
public sealed class TemplateStore(IDbContextFactory<PortalDb> databases, MailKinds kinds, IdSource ids, TimeProvider clock)
{
    /// <summary>The field of the refusal that says that somebody saved meanwhile.</summary>
    public const string VersionField = "version";

    private static readonly Problem Meanwhile = Problem.Conflict("Somebody saved this text meanwhile. Look at theirs, then save again.", VersionField);

    internal MailKind? Kind(TemplateKey key) => key.ProfileId > 0 && MailTexts.Languages.Contains(key.Language, StringComparer.Ordinal) ? kinds.Find(key.Kind) : null;

    /// <summary>Gives the text these words; null or the shipped words themselves = follow the shipped ones.</summary>
    internal async Task<Outcome<Done>> SaveAsync(TemplateKey key, int version, TemplateWords? words, Announcement said, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var stored = await db.Set<MessageTemplate>().FirstOrDefaultAsync(t => t.ProfileId == key.ProfileId && t.Kind == key.Kind && t.Language == key.Language, ct);
        if ((stored?.Version ?? 0) != version)
        {
            return Meanwhile;
        }

        var shipped = Kind(key)!.Shipped(key.Language);
        var (before, after) = (stored is { Edited: true } ? stored.Words : shipped, words ?? shipped);
        if (before == after)
        {
            return new Done();
        }

        Write(db, key, stored, after == shipped ? null : after, said, before, after);
        try
        {
            await db.SaveChangesAsync(ct);
            return new Done();
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            return Meanwhile; // two who saved at the same instant meet at the version or at the unique index
        }
    }

    private void Write(PortalDb db, TemplateKey key, MessageTemplate? stored, TemplateWords? words, Announcement said, TemplateWords before, TemplateWords after)
    {
        var template = stored ?? new() { Id = ids.Next<MessageTemplate>(), ProfileId = key.ProfileId, Kind = key.Kind, Language = key.Language };
        if (stored is null)
        {
            db.Add(template);
        }

        if (words is null)
        {
            template.Reset(clock.Now());
        }
        else
        {
            template.Say(words, clock.Now());
        }

        var changes = new ChangeList().Add("subject", before.Subject, after.Subject).Add("button", before.Button, after.Button).Add("body", before.Body, after.Body);
        db.Announce(new MailTextEvent(words is null ? MailTextEvents.Reset : MailTextEvents.Edited, template) { SubjectName = $"{said.ProfileName}: {key.Kind} ({key.Language})", Changes = changes.Items }, said.Actor);
    }

    /// <summary>Who says it, and what the profile is called.</summary>
    internal sealed record Announcement(string ProfileName, Actor Actor);
}

/// <summary>The words of a kind of mail changed.</summary>
internal sealed record MailTextEvent(string Kind, MessageTemplate Template) : PortalEvent(Kind, MailTextEvents.Subject, Template.Id.ToString());

/// <summary>What can happen to the words of a mail, as the audit trail names it.</summary>
public static class MailTextEvents
{
    public const string Subject = "mailText";
    public const string Edited = "mail_text.edited";
    public const string Reset = "mail_text.reset";
}
