using System.Text.RegularExpressions;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Consent;

public sealed partial class AddressCodeTests
{
    private const string Use = "details";

    [Theory, OnEveryDatabase]
    public async Task The_right_code_gives_a_proof_of_this_address_for_this_use_and_works_once(DatabaseProvider provider)
    {
        await using var portal = await StartAsync(provider);
        var point = await PointAsync(portal, "ann@example.com");

        Assert.Equal(AskOutcome.Sent, await SendAsync(portal, point));
        var code = await CodeAsync(portal);
        var proof = (await CheckAsync(portal, point, $" {code[..3]} {code[3..]} ")).Value;

        var proofs = portal.Get<AddressProofs>();
        Assert.True(proofs.TryRead(proof, Use, portal.Clock.Now(), out var proved));
        Assert.Equal(point, proved);
        Assert.False(proofs.TryRead(proof, "subscribe", portal.Clock.Now(), out _));
        Assert.False(proofs.TryRead(proof[..^2] + (proof[^2] == 'A' ? 'B' : 'A') + proof[^1], Use, portal.Clock.Now(), out _));
        Assert.False(proofs.TryRead(proof, Use, portal.Clock.Now() + AddressProofs.Life, out _));
        Assert.False((await CheckAsync(portal, point, code)).Ok);
    }

    [Theory, OnEveryDatabase]
    public async Task Five_wrong_tries_kill_a_code_and_so_do_ten_minutes_and_a_newer_one(DatabaseProvider provider)
    {
        await using var portal = await StartAsync(provider);
        var point = await PointAsync(portal, "ann@example.com");

        await SendAsync(portal, point);
        var first = await CodeAsync(portal);
        for (var i = 0; i < AddressCode.MaxTries; i++)
        {
            Assert.False((await CheckAsync(portal, point, first == "000000" ? "000001" : "000000")).Ok);
        }

        Assert.False((await CheckAsync(portal, point, first)).Ok);

        await SendAsync(portal, point);
        var second = await CodeAsync(portal);
        await SendAsync(portal, point);
        var third = await CodeAsync(portal);
        Assert.True(second == third || !(await CheckAsync(portal, point, second)).Ok);
        portal.Clock.Advance(AddressCode.Life);
        Assert.False((await CheckAsync(portal, point, third)).Ok);
    }

    [Theory, OnEveryDatabase]
    public async Task A_code_opens_neither_another_address_nor_another_use(DatabaseProvider provider)
    {
        await using var portal = await StartAsync(provider);
        var (ann, bob) = (await PointAsync(portal, "ann@example.com"), await PointAsync(portal, "bob@example.com"));
        await SendAsync(portal, ann);
        var code = await CodeAsync(portal);

        Assert.False((await CheckAsync(portal, bob, code)).Ok);
        Assert.False((await portal.Get<CheckAddressCode>().RunAsync(new(ann, code, "subscribe"), Actor.Subject, CancellationToken.None)).Ok);
        Assert.True((await CheckAsync(portal, ann, code)).Ok);
    }

    [Theory, OnEveryDatabase]
    public async Task At_most_five_codes_an_hour_go_to_one_address_and_none_to_a_forbidden_one(DatabaseProvider provider)
    {
        await using var portal = await StartAsync(provider);
        var point = await PointAsync(portal, "ann@example.com");
        for (var i = 0; i < AddressCode.MaxPerHour; i++)
        {
            Assert.Equal(AskOutcome.Sent, await SendAsync(portal, point));
        }

        Assert.Equal(AskOutcome.TooMany, await SendAsync(portal, point));
        portal.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(AskOutcome.Sent, await SendAsync(portal, point));
        Assert.Equal(AskOutcome.Unreachable, await SendAsync(portal, new(12345)));
    }

    [Theory, OnEveryDatabase]
    public async Task A_number_gets_its_code_as_a_text_message_that_is_forgotten_once_it_has_left(DatabaseProvider provider)
    {
        await using var portal = await StartAsync(provider);
        var point = await PointAsync(portal, "+4915112345678");

        Assert.Equal(AskOutcome.Sent, await SendAsync(portal, point));
        Assert.Equal(1, (await portal.Get<DeliverTexts>().RunAsync(new(), Actor.System, CancellationToken.None)).Value);
        Assert.Equal(0, (await portal.Get<DeliverTexts>().RunAsync(new(), Actor.System, CancellationToken.None)).Value);

        var file = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(Path.Combine(portal.Get<DataDirectory>().Path, "texts"), "*.txt")));
        Assert.StartsWith("+4915112345678\n\n", file, StringComparison.Ordinal);
        Assert.True((await CheckAsync(portal, point, Code().Match(file).Value)).Ok);
        await using var db = portal.NewDb();
        Assert.Equal("", (await db.Set<TextMessage>().SingleAsync()).Text);
    }

    private static Task<TestPortal> StartAsync(DatabaseProvider provider)
        => TestPortal.StartAsync(provider, null, ("ConsentPortal:Texts:Pickup", "texts"));

    private static async Task<Id<ContactPoint>> PointAsync(TestPortal portal, string address)
    {
        await portal.World.SaysAsync(address, ConsentStatus.OptedOut);
        await using var db = portal.NewDb();
        return await db.Set<ContactPoint>().Where(p => p.Canonical == address).Select(p => p.Id).SingleAsync();
    }

    private static async Task<AskOutcome> SendAsync(TestPortal portal, Id<ContactPoint> point)
    {
        var rules = await portal.Get<Rulebooks>().FreshAsync(CancellationToken.None);
        return (await portal.Get<SendAddressCode>().RunAsync(new(point, rules.Profile("default")!, "en", Use), Actor.Subject, CancellationToken.None)).Value;
    }

    private static Task<Outcome<string>> CheckAsync(TestPortal portal, Id<ContactPoint> point, string code)
        => portal.Get<CheckAddressCode>().RunAsync(new(point, code, Use), Actor.Subject, CancellationToken.None);

    private static async Task<string> CodeAsync(TestPortal portal)
    {
        await using var db = portal.NewDb();
        var mail = await db.Set<Email>().Where(e => e.Kind == SendAddressCode.Kind).OrderByDescending(e => e.Id).FirstAsync();
        return Code().Match(mail.Text).Value;
    }

    [GeneratedRegex(@"(?<=^|\n)\d{6}\b", RegexOptions.None, 1000)]
    private static partial Regex Code();
}
