using System.Globalization;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Ui;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.Layouts;

/// <summary>Where the palette leads without asking the database: pages and settings, by their name and by other words for them. Each English
/// text is the key of its translations.</summary>
internal static class PalettePages
{
    private static readonly (Permission Needs, string Name, string Words, string Icon, string Href)[] All =
    [
        (Permission.None, "Dashboard", "start, overview, figures", "dashboard", Urls.Home),
        (Permission.ReadContacts, "Contacts", "people, leads, addresses, consent", "group", Urls.Contacts),
        (Permission.EditContacts, "New contact", "add a person, create a lead", "person_add", Urls.NewContact),
        (Permission.ReadContacts, "Accounts", "companies, organisations", "domain", Urls.Accounts),
        (Permission.EditContacts, "New account", "add a company", "domain_add", Urls.NewAccount),
        (Permission.ReadConsent, "Consents", "records, opt-ins, opt-outs, who agreed to what, export", "fact_check", Urls.Consents),
        (Permission.ReadAudit, "Consent events", "changes of consent, ledger, proof", "history", Urls.ConsentEvents),
        (Permission.ReadConsent, "Lapses soon", "expiry, renewal, ending consents", "event_busy", Urls.Lapsing),
        (Permission.ReadRequests, "Privacy requests", "GDPR, data subject, access, erasure, deadlines, queue", "contact_mail", Urls.Requests),
        (Permission.WorkRequests, "Retention", "how long data is kept, deletion, old data, storage limitation", "auto_delete", Urls.Retention),
        (Permission.WorkRequests, "Record a request", "privacy request by phone or letter", "contact_mail", Urls.NewRequest),
        (Permission.ReadRequests, "Calendar of requests", "due dates, deadlines, month", "event", Urls.RequestCalendar),
        (Permission.ReadRequests, "Workload and months", "figures, SLA, answered in time, late", "bar_chart", Urls.RequestFigures),
        (Permission.ReadRequests, "Register of requests", "proof, regulator, period, export", "list_alt", Urls.RequestRegister),
        (Permission.ReadRequests, "Record of processing activities", "GDPR, article 30, ROPA, processing", "description", Urls.Processing),
        (Permission.RunImports, "Imports", "files, uploads", "upload_file", Urls.Imports),
        (Permission.RunImports, "Load consents", "upload a CSV file", "upload", Urls.NewImport),
        (Permission.ExportPeople, "Exports", "download lists, CSV, files", "download", Urls.Exports),
        (Permission.ExportPeople, "New export", "take a list out, CSV, JSON Lines", "download", Urls.NewExport),
        (Permission.ReadCompliance, "Compliance profiles", "rules, law, purposes, topics, preference center, sign-up page", "rule", Urls.Profiles),
        (Permission.ReadCompliance, "Brands", "logo, colours, font, sender, host, look", "palette", Urls.Brands),
        (Permission.EditCompliance, "New brand", "add a brand, logo, colours", "palette", Urls.NewBrand),
        (Permission.EditCompliance, "Contact fields", "own fields, custom fields, sensitive data, field security", "playlist_add", Urls.ContactFields),
        (Permission.EditCompliance, "New field", "add a contact field", "playlist_add", Urls.NewContactField),
        (Permission.EditCompliance, "New profile", "create a brand, create rules", "add", Urls.NewProfile),
        (Permission.ManageKeys, "Applications", "connected systems, webhooks, traffic, errors, integration", "hub", Urls.Applications),
        (Permission.ManageKeys, "API keys", "programs, applications, integration, tokens", "key", Urls.ApiKeys),
        (Permission.ManageKeys, "New API key", "issue a key, connect a system", "key", Urls.NewApiKey),
        (Permission.ManageTeam, "Team", "members, colleagues, roles, permissions, users", "badge", Urls.Team),
        (Permission.ManageTeam, "Invite somebody", "add a member, new user", "person_add", Urls.TeamInvite),
        (Permission.ReadAudit, "Audit trail", "history, changes, log, who did what", "history", Urls.Audit),
        (Permission.ReadAudit, "Flagged opt-outs", "scanner, doubtful unsubscribes", "flag", Urls.Flagged),
        (Permission.ReadMail, "Outgoing mail", "sent emails, delivery, queue", "mail", Urls.Mail),
        (Permission.ReadMail, "Text messages", "SMS, delivery", "sms", Urls.TextMessages),
        (Permission.ReadMail, "Texts of mails", "templates, wording of confirmations", "edit_note", Urls.MailTexts),
        (Permission.None, "My account", "settings, language, dark mode, theme, density, password, sign out", "settings", Urls.Account),
        (Permission.None, "API documentation", "reference, OpenAPI, developers", "api", Urls.ApiDocs),
    ];

    /// <summary>Those that the actor may open and whose name or other words hold every word of the text; all of them for an empty one.</summary>
    public static IEnumerable<PaletteItem> Find(string text, Actor actor, IStringLocalizer<Texts> l)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return All.Where(p => actor.May(p.Needs)).Select(p => (Name: l[p.Name].Value, Words: l[p.Words].Value, p.Icon, p.Href))
            .Where(p => words.All(w => Holds(p.Name, w) || Holds(p.Words, w)))
            .OrderByDescending(p => words.Length > 0 && Holds(p.Name, words[0])) // the name goes before the other words
            .Select(p => new PaletteItem(p.Name, words.Length > 0 && !words.All(w => Holds(p.Name, w)) ? p.Words : "", p.Icon, p.Href));
    }

    // as people type: neither capitals nor accents count
    private static bool Holds(string text, string word) => CultureInfo.CurrentCulture.CompareInfo.IndexOf(text, word, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0;
}
