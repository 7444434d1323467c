using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Exports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;

namespace ConsentPortal.Core.Storage.Demo;

/// <summary>What happened in the last weeks: pages were opened and wordings published, a mail gateway pressed every unsubscribe button of
/// one mail, and one reader was asked to renew.</summary>
internal sealed class DemoLately(DemoCast cast, DemoScenes scenes, DemoRulebook rules, Actor admin, DateTimeOffset now)
{
    private const string Gateway = "198.51.100.23";
    private const int Mailboxes = 5;

    /// <summary>Each on its day, to be written between the acts of the story.</summary>
    public IEnumerable<(DateTimeOffset At, Func<WriteSession, Task> Do)> Acts(ConsentLedger ledger, IdSource ids, CancellationToken ct)
    {
        yield return (now.AddDays(-30), day => new DemoPages(rules, ids, admin).OpenAsync(day, ct));
        yield return (now.AddDays(-9), day => ExportAsync(day, ids, ct));
        var sent = now.AddDays(-4);
        MessageReference? message = null;
        yield return (sent, async day => message = await MessageAsync(day, ids, ct));
        foreach (var (person, n) in Behind().Select((person, n) => (person, n)))
        {
            yield return (sent.AddSeconds(70 + (n * 25)), day => PressAsync(day, ledger, ids, person, message, ct));
        }

        yield return (now.AddDays(-2), day => RenewAsync(day, ids, scenes.Lapsing[0], ct));
        yield return (now.AddDays(-1), day => LoseMailAsync(day, ids, scenes.Lapsing[1], ct));
    }

    // taken out, fetched, and its time is over: what stays is that it was
    private async Task ExportAsync(WriteSession day, IdSource ids, CancellationToken ct)
    {
        var db = await day.DbAsync(ct);
        ExportJob job = new()
        {
            Id = ids.Next<ExportJob>(), What = ExportWhat.Consents, Format = ExportFormat.Csv, Described = "purpose=commercial, status=optedOut", Reason = "Yearly report to the board", RowsDone = 182, RowsTotal = 182, FileSize = 41_226,
            OwnerKind = admin.Kind, OwnerId = admin.Id ?? "", OwnerName = admin.Name, CreatedAt = day.Now, StartedAt = day.Now, EndedAt = day.Now.AddSeconds(2),
        };
        job.End(ExportState.Deleted, "", day.Now.AddDays(7));
        db.Add(job);
        db.Announce(job.Tell(ExportEvent.Queued), admin);
        await db.SaveChangesAsync(ct);
    }

    // people of one company: its gateway opens all their mail
    private IEnumerable<DemoPerson> Behind() => cast.People.Where(p => !p.Contact.AccountId.IsNone && p.Contact.Kind == ContactKind.Contact && p.Country.Code is "GB" or "US")
        .DistinctBy(p => p.Email.Key).GroupBy(p => p.Contact.AccountId).OrderByDescending(g => g.Count()).First().Take(Mailboxes);

    private static async Task<MessageReference> MessageAsync(WriteSession day, IdSource ids, CancellationToken ct)
    {
        var db = await day.DbAsync(ct);
        MessageReference message = new() { Id = ids.Next<MessageReference>(), Text = "november-newsletter" };
        db.Add(message);
        await db.SaveChangesAsync(ct);
        return message;
    }

    private async Task PressAsync(WriteSession day, ConsentLedger ledger, IdSource ids, DemoPerson person, MessageReference? message, CancellationToken ct)
    {
        var profile = person.Country.Code == "US" ? rules.America : rules.Default;
        var said = DemoStory.Proposal(profile, rules.Commercial, null, person.Email, person.Contact.Id, ConsentStatus.OptedOut, ConsentAction.Button, day.Now) with
        {
            Doubtful = true, Source = "preference center", MessageRefId = message!.Id, Evidence = new() { Ip = Gateway, UserAgent = "gateway-link-check/2.1" },
        };
        if ((await ledger.WriteAsync(day, [said], ct))[0] is not { Outcome: RecordOutcome.Recorded } written)
        {
            return; // had said no before
        }

        var offer = await new UndoOffers(ids).MakeAsync(day, new(person.Email.Id, profile.Id, [written.EventId]), UndoOffer.DoubtfulLife, ct);
        await FlagBook.AddAsync(day, new()
        {
            Id = offer.Id, PointId = person.Email.Id, ProfileId = profile.Id, MessageRefId = message.Id, SavedAt = day.Now,
            Network = VisitorNetwork.Of(Gateway), Signs = ScannerSignWords.Join([ScannerSign.NoLanguage, ScannerSign.Program, ScannerSign.AfterMany]),
        }, ct);
    }

    private async Task RenewAsync(WriteSession day, IdSource ids, DemoPerson person, CancellationToken ct)
    {
        var db = await day.DbAsync(ct);
        RenewalRun run = new()
        {
            Id = ids.Next<RenewalRun>(), ProfileId = rules.Europe.Id, PurposeId = rules.EuropeEvents.Id, PointId = person.Email.Id, Until = day.Now.AddDays(30), StartedAt = day.Now, StartedBy = admin.Number, Total = 1,
        };
        run.Count(null);
        run.Finish(RenewalState.Done, day.Now);
        ConfirmationAsk ask = new(person.Email.Id, rules.Europe, "de", [new(rules.EuropeEvents, null, person.Contact.Id, default)]) { Kind = ConsentRequestKind.Renewal, RunId = run.Id };
        db.Add(run);
        db.Add(new ConsentRequest
        {
            Id = ids.Next<ConsentRequest>(), Kind = ask.Kind, RunId = run.Id, TokenHash = SecretToken.New().Hash, PointId = person.Email.Id, ProfileId = rules.Europe.Id, Language = ask.Language,
            Wording = RenewalMail.Wording(ask), WordingVersion = RenewalMail.Version, RequestedAt = day.Now, ExpiresAt = day.Now + ConsentRequest.RenewalLife,
            Items = [new() { Id = ids.Next<ConsentRequestItem>(), PurposeId = rules.EuropeEvents.Id, ContactId = person.Contact.Id }],
        });
        var mail = Mail(day, ids, person, ask);
        mail.Delivered(day.Now, keepBody: true);
        db.Add(mail);
        db.Announce(new RenewalEvent(RenewalEvent.Started, run.Id.ToString()) { SubjectName = rules.EuropeEvents.Name.In("en") }, admin);
        await db.SaveChangesAsync(ct);
    }

    // the mail server broke off after it had the mail: a person decides whether it goes once more
    private async Task LoseMailAsync(WriteSession day, IdSource ids, DemoPerson person, CancellationToken ct)
    {
        var db = await day.DbAsync(ct);
        var mail = Mail(day, ids, person, new(person.Email.Id, rules.Europe, "de", [new(rules.EuropeEvents, null, person.Contact.Id, default)]));
        mail.Lose("The server did not answer after it had the whole mail.", day.Now);
        db.Add(mail);
        await db.SaveChangesAsync(ct);
    }

    private static Email Mail(WriteSession day, IdSource ids, DemoPerson person, ConfirmationAsk ask)
    {
        Email mail = new() { Id = ids.Next<Email>(), Kind = RenewalMail.Kind, To = person.Email.Typed, Subject = MailTexts.In(ask.Language, "RenewalSubject", ConfirmationMail.Sender(ask.Profile)), PointId = person.Email.Id.Value, CreatedAt = day.Now };
        mail.Says(DemoWords.Renewal, $"<p>{DemoWords.Renewal.Replace("\n\n", "</p><p>", StringComparison.Ordinal)}</p>").Take(day.Now);
        return mail;
    }
}
