using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Consent;

/// <summary>After any history, counted in slices of any length, the kept counts are what a plain count of all rows says.</summary>
public sealed class CountPropertyTests
{
    private static readonly string[] Addresses = [.. Enumerable.Range(0, 40).Select(n => n % 4 == 3 ? $"+493012345{n:00}" : $"p{n}@example.com")];

    [Theory, OnEveryDatabase(1), OnEveryDatabase(2)]
    public async Task Kept_counts_equal_a_plain_count_after_any_history(DatabaseProvider provider, int seed)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        Random random = new(seed);
        await portal.World.ScopeAsync(OptOutScope.Contact, "tracking");
        await portal.World.PersonAsync("p-1", [Addresses[0], Addresses[1]]);
        await portal.World.PersonAsync("p-2", [Addresses[0]]);
        var mover = await portal.World.PersonAsync("p-3", [Addresses[4]]);
        HashSet<string> seen = new(StringComparer.Ordinal);
        for (var round = 0; round < 6; round++)
        {
            for (var i = 0; i < 25; i++)
            {
                await ActAsync(portal, random);
                portal.Clock.Advance(TimeSpan.FromHours(random.Next(0, 20)));
            }

            await MoveAsync(portal, mover, $"moved{round}@example.com");
            await LeaveAsync(portal, Addresses[random.Next(3)], random.Next(3) > 0);
            await CountScene.CountAsync(portal, random.Next(1, 40));
            var kept = await CountScene.KeptAsync(portal);
            Assert.Equal(await CountScene.ScannedAsync(portal), kept);
            seen.UnionWith(kept);
        }

        Assert.All(["OptedIn", "OptedOut", "Pending", "Asked", "Confirmed", "Other"], word => Assert.Contains(seen, row => row.Contains(word, StringComparison.Ordinal))); // the history was a history
        Assert.Subset((await portal.World.EventsAsync()).Select(e => e.Action).ToHashSet(), new HashSet<ConsentAction> { ConsentAction.Undo, ConsentAction.Spoken });
        Assert.Contains(seen, row => row.StartsWith("stands", StringComparison.Ordinal) && !row.Contains(" 0: ", StringComparison.Ordinal)); // and some of it ends
    }

    private static async Task ActAsync(TestPortal portal, Random random)
    {
        var (address, now) = (Addresses[random.Next(Addresses.Length)], portal.Clock.GetUtcNow());
        var purpose = random.Next(4) switch { 0 => "tracking", 1 => "transactional", _ => "commercial" };
        var status = random.Next(5) switch { 0 => (ConsentStatus?)null, 1 or 2 => ConsentStatus.OptedOut, _ => ConsentStatus.OptedIn };
        if (random.Next(6) == 0)
        {
            await AskedAsync(portal, address, random);
            return;
        }

        await portal.World.SaysAsync(address, status, purpose, purpose == "commercial" && random.Next(2) == 0 ? "newsletter" : null, with: s => s with
        {
            OccurredAt = random.Next(4) == 0 ? now.AddDays(-random.Next(1, 90)) : null, ValidUntil = status == ConsentStatus.OptedIn && random.Next(2) == 0 ? now.AddDays(random.Next(1, 200)) : null,
            PausedUntil = status is null ? now.AddDays(random.Next(1, 30)) : null, Source = random.Next(3) switch { 0 => "crm", 1 => "web shop", _ => null },
        });
    }

    // a person has another address, and takes what they said along
    private static async Task MoveAsync(TestPortal portal, Id<Contact> person, string address)
    {
        var point = (await portal.World.ContactAsync(person)).Points.Single();
        await portal.World.SaysAsync(point.Address, ConsentStatus.OptedIn, "tracking", with: s => s with { ValidUntil = portal.Clock.GetUtcNow().AddDays(400) });
        await portal.World.SaysAsync(point.Address, ConsentStatus.OptedOut);
        portal.Clock.Advance(TimeSpan.FromHours(1));
        var moved = await portal.Get<ChangeAddress>().RunAsync(new(person, [point.Id], address) { Move = true, ActAt = portal.Clock.GetUtcNow(), Justification = "Told us." }, Actors.Admin, CancellationToken.None);
        Assert.True(moved is { Ok: true, Value.Moved: > 0 });
    }

    // everything is switched off on the public page, and often taken back
    private static async Task LeaveAsync(TestPortal portal, string address, bool undo)
    {
        Visitor visitor = new("en", "192.0.2.7", "browser");
        await portal.World.SaysAsync(address, ConsentStatus.OptedIn, with: s => s with { ValidUntil = portal.Clock.GetUtcNow().AddDays(300) });
        portal.Clock.Advance(TimeSpan.FromHours(1));
        var left = (await portal.Get<UnsubscribeFromEverything>().RunAsync(new(await portal.World.LinkAsync(address), visitor, AllBrands: false), Actor.Subject, CancellationToken.None)).Value.Saved;
        portal.Clock.Advance(TimeSpan.FromHours(1));
        if (undo)
        {
            Assert.True((await portal.Get<UndoSave>().RunAsync(new(left.Offer!.Token, visitor), Actor.Subject, CancellationToken.None)).Ok);
        }
    }

    // a question by mail, and half of the time its answer
    private static async Task AskedAsync(TestPortal portal, string address, Random random)
    {
        var rules = await portal.Get<Rulebooks>().FreshAsync(CancellationToken.None);
        ContactPointKey.TryParse(ContactPointKey.Guess(address), address, out var key);
        PointDraft Point() => new() { Key = key, Typed = address, Hash = portal.Get<AddressHasher>().Of(key), Channel = key.Channel };
        ConsentProposal asked = new()
        {
            Point = Point(), Profile = rules.Profile("default")!, Purpose = rules.Purpose("commercial")!, Status = ConsentStatus.OptedIn, Action = ConsentAction.Ticked, ActorKind = ActorKind.Subject,
            Source = "sign-up form", LacksConfirmation = true, ReoptIn = ReoptIn.NewerAct, Doubtful = random.Next(3) == 0,
        };
        await WriteAsync(portal, asked);
        if (random.Next(2) == 0)
        {
            portal.Clock.Advance(TimeSpan.FromMinutes(3));
            await WriteAsync(portal, asked with { Point = Point(), Action = ConsentAction.Confirmed, LacksConfirmation = false, ConfirmedAt = portal.Clock.GetUtcNow() });
        }
    }

    private static Task WriteAsync(TestPortal portal, ConsentProposal proposal)
        => portal.Get<WriteQueue>().RunAsync(session => portal.Get<ConsentLedger>().WriteAsync(session, [proposal], CancellationToken.None));
}
