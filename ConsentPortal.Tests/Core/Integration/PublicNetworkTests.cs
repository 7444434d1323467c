using System.Net;
using ConsentPortal.Core.Integration;
using ConsentPortal.Tests.Testing;
using Microsoft.Extensions.Configuration;

namespace ConsentPortal.Tests.Core.Integration;

/// <summary>Nobody makes the portal call into its own network: not by an address, not by a name, not by a name that changes its mind.</summary>
public sealed class PublicNetworkTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("100.127.255.255")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.192")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::10.0.0.1")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2001:0:4136:e378:8000:63bf:3fff:fdd2")]
    [InlineData("2001:db8::1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    [InlineData("100::1")]
    public void These_are_not_the_public_network(string address) => Assert.False(PublicNetwork.Holds(IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("100.63.255.255")]
    [InlineData("172.32.0.1")]
    [InlineData("2606:4700::1111")]
    [InlineData("::ffff:1.1.1.1")]
    public void These_are(string address) => Assert.True(PublicNetwork.Holds(IPAddress.Parse(address)));

    [Theory]
    [InlineData("https://10.0.0.1/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::ffff:7f00:1]/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f.1/")]
    [InlineData("https://localhost/")]
    [InlineData("https://inside.example/")]
    [InlineData("https://mixed.example/")]
    [InlineData("http://hooks.example/")]
    [InlineData("ftp://hooks.example/")]
    [InlineData("https://user:secret@hooks.example/")]
    [InlineData("https://hooks.example/#part")]
    [InlineData("hooks.example")]
    [InlineData("")]
    public async Task An_address_that_leads_inside_or_is_no_https_is_refused(string url)
        => Assert.Equal("url", (await WebhookUrl.CheckAsync(url, Settings(), Ct))!.Field);

    [Theory]
    [InlineData("https://hooks.example/in?x=1")]
    [InlineData("https://1.1.1.1:8443/")]
    [InlineData("https://unknown.example/")]
    public async Task An_address_in_the_public_network_is_taken_and_a_name_that_leads_nowhere_is_looked_up_again_later(string url) => Assert.Null(await WebhookUrl.CheckAsync(url, Settings(), Ct));

    [Theory]
    [InlineData("http://127.0.0.1:5000/", true)]
    [InlineData("http://localhost:5000/", true)]
    [InlineData("http://10.0.0.1/", false)]
    [InlineData("http://hooks.example/", false)]
    [InlineData("https://192.168.0.1/", false)]
    public async Task The_switch_for_development_opens_this_machine_and_nothing_else(string url, bool taken) => Assert.Equal(taken, await WebhookUrl.CheckAsync(url, Settings(loopback: true), Ct) is null);

    [Fact]
    public async Task A_name_that_led_outside_when_it_was_added_and_leads_inside_now_is_not_connected_to()
    {
        using HookEndpoint inside = new();
        var port = new Uri(inside.Url).Port;
        var answers = new Queue<string>(["1.1.1.1", "127.0.0.1"]);
        var settings = new WebhookSettings(new ConfigurationBuilder().Build()) { Names = (_, _) => Task.FromResult(new[] { IPAddress.Parse(answers.Dequeue()) }) };
        var url = $"https://turncoat.example:{port}/";
        Assert.Null(await WebhookUrl.CheckAsync(url, settings, Ct));
        using WebhookCalls calls = new(settings, TimeProvider.System);
        var result = await calls.PostAsync(new(url), "1", "{}"u8.ToArray(), [new byte[32]], Ct);

        Assert.Equal(ConsentPortal.Core.Integration.DeliveryFault.NotPublic, result.Fault);
        Assert.Empty(inside.Calls);
    }

    private static WebhookSettings Settings(bool loopback = false)
        => new(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal) { ["ConsentPortal:Webhooks:AllowLoopback"] = loopback ? "true" : "false" }).Build())
        {
            Names = (host, _) => host switch
            {
                "hooks.example" => Task.FromResult(new[] { IPAddress.Parse("1.1.1.1") }),
                "inside.example" => Task.FromResult(new[] { IPAddress.Parse("10.0.0.1") }),
                "mixed.example" => Task.FromResult(new[] { IPAddress.Parse("1.1.1.1"), IPAddress.Parse("192.168.0.1") }),
                "localhost" => Task.FromResult(new[] { IPAddress.Loopback }),
                _ => throw new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.HostNotFound),
            },
        };
}
