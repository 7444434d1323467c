using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
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
        HashSet<string> seen = new(StringComparer.Ordinal);
        for (var round = 0; round < 6; round++)
        {
            for (var i = 0; i < 25; i++)
            {
                await ActAsync(portal, random);
                portal.Clock.Advance(TimeSpan.FromHours(random.Next(0, 20)));
            }

            await CountScene.CountAsync(portal, random.Next(1, 40));
            var kept = await CountScene.KeptAsync(portal);
            Assert.Equal(await CountScene.ScannedAsync(portal), kept);
            seen.UnionWith(kept);
        }

        Assert.All(["OptedIn", "OptedOut", "Pending", "Asked", "Confirmed", "Other"], word => Assert.Contains(seen, row => row.Contains(word, StringComparison.Ordinal))); // the history was a history
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
