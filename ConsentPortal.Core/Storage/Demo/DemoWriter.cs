using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;

namespace ConsentPortal.Core.Storage.Demo;

/// <summary>Writes the story day by day through the real ledger, inside one transaction, each act recorded on its own day.</summary>
internal sealed class DemoWriter(WriteSession session, PortalDbFactory databases, DemoClock clock, IdSource ids, AddressHasher hasher)
{
    private readonly ConsentLedger ledger = new(ids, hasher);

    public IdSource Ids => ids;

    public async Task<List<TeamMember>> TeamAsync(string password, CancellationToken ct)
    {
        var db = await DbAsync(ct);
        List<TeamMember> team = [];
        foreach (var (email, name, choice) in DemoTeam.All)
        {
            TeamMember member = new()
            {
                Id = ids.Next(), Email = email, UserName = email, NormalizedEmail = email.ToUpperInvariant(), NormalizedUserName = email.ToUpperInvariant(), EmailConfirmed = true,
                DisplayName = name, PasswordHash = password, LockoutEnabled = true, CreatedAt = clock.Here,
            };
            member.Take(choice);
            member.EndSessions();
            db.Add(member);
            db.Announce(new MemberEvent("member.invited", member), Actor.System);
            team.Add(member);
        }

        await db.SaveChangesAsync(ct);
        return team;
    }

    public async Task<DemoRulebook> RulesAsync(IReadOnlyList<Account> accounts, CancellationToken ct)
    {
        var db = await DbAsync(ct);
        DemoRulebook rules = new(db, ids, clock);
        await rules.MakeAsync(ct);
        db.AddRange(accounts);
        db.Announce(new DemoEvent("demo.filled"), Actor.System);
        db.Add(new Setting { Name = SettingNames.Country, Value = "GB" }); // the demo has answered the first administrator's question
        await db.SaveChangesAsync(ct);
        return rules;
    }

    public async Task<IReadOnlyList<Id<MessageReference>>> MessagesAsync(CancellationToken ct)
    {
        var db = await DbAsync(ct);
        List<MessageReference> messages = [.. DemoWords.Messages.Select(text => new MessageReference { Id = ids.Next<MessageReference>(), Text = text })];
        db.AddRange(messages);
        await db.SaveChangesAsync(ct);
        return [.. messages.Select(m => m.Id)];
    }

    /// <summary>The system that reports consent by API in the story.</summary>
    public async Task<Actor> CrmAsync(DateTimeOffset now, CancellationToken ct)
    {
        var db = await DbAsync(ct);
        Application crm = new() { Id = ids.Next<Application>(), Name = "CRM", CreatedAt = clock.Here };
        db.Add(crm);
        db.Announce(new DemoEvent("application.added") { SubjectName = crm.Name }, Actor.System);
        await db.SaveChangesAsync(ct);
        await ApplicationCarryOver.RunAsync(db, ct); // the demo's profiles name theirs
        await new DemoTraffic(ids, new(7)).WriteAsync(db, now, ct);
        return new(ActorKind.Application, crm.Id.ToString(), crm.Name, Permission.None);
    }

    /// <summary>Answers how many acts it wrote.</summary>
    public async Task<int> WriteAsync(DemoCast cast, DemoStory story, DemoImport import, DemoScenes scenes, DemoLately lately, DemoRulebook rules, DateTimeOffset now, CancellationToken ct)
    {
        await PeopleAsync(cast, ct);
        await ImportAsync(import, ct);
        var acts = story.Acts.Select(a => (a.At, Do: (Func<WriteSession, Task>)(async day => await ledger.WriteAsync(day, [a.Say()], ct))));
        var stops = scenes.Suppressions.Select(s => (At: now.AddDays(-s.DaysAgo), Do: (Func<WriteSession, Task>)(day => StopAsync(day, s, rules, ct))));
        foreach (var (at, write) in acts.Concat(stops).Concat(lately.Acts(ledger, ids, ct)).OrderBy(a => a.At))
        {
            await using var day = Then(at);
            await write(day);
            session.Journal.AddRange(day.Journal);
        }

        await using var today = Then(now);
        await new DemoRequests(hasher, ids).WriteAsync(await today.DbAsync(ct), [.. cast.People.Select(p => p.Contact)], now, ct);
        await new DemoFields(ids).WriteAsync(await today.DbAsync(ct), [.. cast.People.Select(p => p.Contact.Id)], now, Actor.System, ct);
        return story.Acts.Count + import.Count;
    }

    private async Task PeopleAsync(DemoCast cast, CancellationToken ct)
    {
        await using var day = Then(clock.Here);
        await ledger.StoreAsync(day, [.. cast.People.SelectMany(p => p.Points).Distinct()], ct);
        var db = await day.DbAsync(ct);
        foreach (var person in cast.People)
        {
            person.Contact.Links.AddRange(person.Points.Select(p => new ContactPointLink { Id = ids.Next<ContactPointLink>(), PointId = p.Id, ContactId = person.Contact.Id, From = person.Since }));
            db.Add(person.Contact);
        }

        db.Announce(new DemoEvent("contacts.added"), Actor.System);
        await db.SaveChangesAsync(ct);
    }

    private async Task ImportAsync(DemoImport import, CancellationToken ct)
    {
        await using var day = Then(import.At);
        var db = await day.DbAsync(ct);
        var job = import.Job(ids.Next<ImportJob>());
        var origin = SideRow.Make(ids.Next<SideRow>(), SideRowKind.Origin, $$"""{"file":"{{DemoImport.FileName}}"}""", day.Now);
        db.Add(origin);
        db.Add(job);
        db.Announce(new DemoEvent("import.finished") { SubjectName = job.FileName }, Actor.System);
        await db.SaveChangesAsync(ct);
        await ledger.WriteAsync(day, import.Proposals(job.Id, SideRef.To(origin)), ct);
        session.Journal.AddRange(day.Journal);
    }

    private async Task StopAsync(WriteSession day, (PointDraft Point, SuppressionScope Scope, SuppressionReason Reason, string Note, int DaysAgo) stop, DemoRulebook rules, CancellationToken ct)
    {
        SuppressedAddress address = new(stop.Point.Hash, hasher.KeyId, stop.Point.Channel, ContactPointKey.Mask(stop.Point.Key.Channel, stop.Point.Key.Canonical));
        SuppressionDraft draft = new(address, stop.Scope, stop.Scope == SuppressionScope.Purpose ? rules.Commercial : null, stop.Reason, stop.Note);
        await new SuppressionBook(ids).AddAsync(day, draft, Actor.System, ct);
    }

    // the same transaction as it would have been then
    private WriteSession Then(DateTimeOffset at) => new(session.Connection, session.Transaction, session.Ledger, session.Imports, connection => At(databases.CreateOn(connection)), clock.MoveTo(at));

    private async Task<PortalDb> DbAsync(CancellationToken ct) => At(await session.DbAsync(ct));

    private PortalDb At(PortalDb db)
    {
        (db.Time, db.Ids) = (clock, ids);
        return db;
    }

    private sealed record DemoEvent(string What) : PortalEvent(What, "demo", "0");
}
