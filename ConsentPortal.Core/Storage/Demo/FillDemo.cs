using System.Diagnostics;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ConsentPortal.Core.Storage.Demo;

/// <summary>Fills an empty database with believable people and eighteen months of history, in one transaction: it is there whole, or not
/// at all. The same people every time; only the dates follow the calendar.</summary>
public sealed class FillDemo(WriteQueue queue, PortalDbFactory databases, AddressHasher hasher, IdSource ids, TimeProvider clock, IPasswordHasher<TeamMember> passwords, DemoCopy copy, ILogger<FillDemo> log)
{
    private const int Months = 18, People = 190, Strangers = 14;

    /// <summary>Answers whether it filled; a database in which anything was done is left alone.</summary>
    public async Task<bool> RunAsync(CancellationToken ct)
    {
        await using (var db = databases.CreateDbContext())
        {
            if (await db.Users.AnyAsync(ct) || await db.Set<ContactPoint>().AnyAsync(ct) || await db.Set<Contact>().AnyAsync(ct))
            {
                return false;
            }
        }

        log.LogInformation("The database is empty: filling it with demo data.");
        var started = Stopwatch.GetTimestamp();
        var password = passwords.HashPassword(new(), DemoTeam.Password); // one hash for all: it takes a tenth of a second each
        var (people, events) = await queue.RunAsync(async session => await WriteAsync(session, password, ct), ct: ct);
        await copy.WriteAsync(ct);
        log.LogInformation("Demo data: {People} people, {Events} acts of consent, in {Seconds:0.0} seconds.", people, events, Stopwatch.GetElapsedTime(started).TotalSeconds);
        return true;
    }

    private async Task<(int People, int Events)> WriteAsync(WriteSession session, string password, CancellationToken ct)
    {
        var now = clock.Now();
        DemoClock then = new(now.AddMonths(-Months));
        DemoWriter writer = new(session, databases, then, new(then) { Node = ids.Node }, hasher);
        var team = await writer.TeamAsync(password, ct);
        Random dice = new(20260101);
        DemoCast cast = new(hasher, writer.Ids, then, dice, team[1].Id);
        var rules = await writer.RulesAsync(cast.MakeAccounts(), ct);
        var messages = await writer.MessagesAsync(ct);
        DemoStory story = new(rules, dice, team[1].AsActor(), await writer.CrmAsync(now, ct), messages, now.AddHours(-1));
        DemoImport import = new(rules, dice, now.AddMonths(-Months).AddDays(1), team[3]);
        Invent(cast, story, import, dice, now);
        DemoScenes scenes = new(cast, story, rules, now, team[1].Id);
        scenes.Play();
        var written = await writer.WriteAsync(cast, story, import, scenes, new(cast, scenes, rules, team[0].AsActor(), now), rules, now, ct);
        ids.Follow(writer.Ids); // what comes next happens in the same instant where the clock stands still
        return (cast.People.Count, written);
    }

    private static void Invent(DemoCast cast, DemoStory story, DemoImport import, Random dice, DateTimeOffset now)
    {
        for (var n = 0; n < People; n++)
        {
            // the older half came with the first file, the others one by one
            var imported = n < People / 2;
            var since = imported ? now.AddMonths(-Months).AddHours(2 + (n * 0.01)) : now.AddDays(-dice.Next(3, 500));
            var person = cast.MakePerson(since, n % 3 == 2 ? ContactKind.Lead : ContactKind.Contact);
            if (imported)
            {
                import.Add(person);
            }

            story.Tell(person);
        }

        for (var n = 0; n < Strangers; n++)
        {
            story.TellStranger(cast.Email($"reader{n + 1}@example.net"), now.AddDays(-dice.Next(2, 400)), n % 2 == 0 ? "en" : "de");
        }
    }
}
