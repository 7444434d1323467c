using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Team;

namespace ConsentPortal.Web.Admin.Dashboard;

/// <summary>One thing that waits for somebody: how many, what, and where to go; each English text is the key of its translations.</summary>
public sealed record Need(int Count, string One, string Many, string Href, string Icon)
{
    /// <summary>Somebody is harmed by waiting.</summary>
    public bool Alarm { get; init; }
}

/// <summary>Gathers from the rooms what waits for this member; each room answers by its indexes, and only what they may ask.</summary>
public sealed class ReadNeeds(ReadOutbox outbox, FindMembers members, CountImports imports, FindOptOutLag lag, ReadErasure erasures)
{
    public async Task<IReadOnlyList<Need>> RunAsync(Actor actor, CancellationToken ct)
    {
        List<Need> needs = [];
        if (actor.May(Permission.ManageWebhooks) && await lag.RunAsync(actor, ct) is { Ok: true, Value: var told } && told.Where(l => l.Alarm).ToList() is { Count: > 0 } late)
        {
            var href = late is [{ Webhook: { } webhook } only] ? Urls.Webhook(only.ApplicationId, webhook) : Urls.Applications;
            needs.Add(new(late.Count, "application has not acknowledged an opt-out for a day and may go on sending", "applications have not acknowledged an opt-out for a day and may go on sending", href, "notifications_active") { Alarm = true });
        }

        if (await erasures.OverdueAsync(actor, ct) is > 0 and var silent)
        {
            needs.Add(new(silent, "application has not acknowledged an erasure for two weeks", "applications have not acknowledged an erasure for two weeks", Urls.Requests, "person_off") { Alarm = true });
        }

        if (actor.May(Permission.ReadMail))
        {
            await AddMailsAsync(needs, actor, ct);
        }

        if (actor.May(Permission.RunImports) && await imports.RunAsync(actor, ct) is { Ok: true } counted)
        {
            AddImports(needs, counted.Value);
        }

        if (actor.May(Permission.ManageTeam) && await members.RunAsync(new(Take: FindMembers.MaxRows), actor, ct) is { Ok: true } team)
        {
            var invited = team.Value.Rows.Count(m => m is { HasPassword: false, Disabled: false });
            needs.AddRange(invited > 0 ? [new(invited, "invited member has not chosen a password yet", "invited members have not chosen a password yet", Urls.Team, "mail")] : []);
        }

        return needs;
    }

    private async Task AddMailsAsync(List<Need> needs, Actor actor, CancellationToken ct)
    {
        if (await outbox.RunAsync(actor, ct) is not { Ok: true, Value: var sent })
        {
            return;
        }

        if (sent.FailedMails > 0)
        {
            needs.Add(new(sent.FailedMails, "mail could not be delivered", "mails could not be delivered", Urls.Mail, "unsubscribe"));
        }

        if (sent.UnsureMails > 0)
        {
            needs.Add(new(sent.UnsureMails, "mail may not have arrived", "mails may not have arrived", Urls.MailIn(EmailState.Unknown), "help"));
        }

        if (sent.FailedTexts > 0)
        {
            needs.Add(new(sent.FailedTexts, "text message could not be delivered", "text messages could not be delivered", Urls.TextMessages, "sms_failed"));
        }
    }

    private static void AddImports(List<Need> needs, CountImports.View imports)
    {
        if (imports.Running > 0)
        {
            needs.Add(new(imports.Running, "import is running", "imports are running", Urls.Imports, "progress_activity"));
        }

        if (imports.Failed > 0)
        {
            needs.Add(new(imports.Failed, "import failed or was cancelled in the last days", "imports failed or were cancelled in the last days", Urls.Imports, "error"));
        }

        if (imports.Drafts > 0)
        {
            needs.Add(new(imports.Drafts, "import waits for its columns", "imports wait for their columns", Urls.Imports, "table_view"));
        }
    }
}
