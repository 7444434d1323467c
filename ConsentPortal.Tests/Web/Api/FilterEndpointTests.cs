using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Web.Api;

public sealed class FilterEndpointTests
{
    private const string Path = "audience/filter?profile=default&purpose=commercial&channel=email";
    private const string Ndjson = "application/x-ndjson";

    [Theory, OnEveryDatabase]
    public async Task Every_line_gets_its_answer_in_order_and_the_end_says_how_many(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        using var crm = await portal.ProgramAsync();
        await crm.SaysAsync("no@example.com", "optedOut");

        var answer = await crm.SendAsync(Path, "\"Ann@Example.com\"\n{\"address\":\"no@example.com\"}\r\n\n{\"address\":\"bob@example.com\",\"contact\":\"nobody\"}\n\"not an address\"\nno json\n{\"contact\":\"x\"}\n[\"a@b.cd\"]\n\"m\\u00fcller@example.com\"\n\"a+b@example.com\"", Ndjson);

        Assert.Equal((HttpStatusCode.OK, Ndjson), (answer.Status, answer.MediaType));
        Assert.Equal("""
            {"address":"Ann@Example.com","allowed":true,"reason":"allowed_not_opted_out"}
            {"address":"no@example.com","allowed":false,"reason":"purpose_opted_out"}
            {"address":"bob@example.com","allowed":false,"reason":"contact_mismatch"}
            {"address":"not an address","allowed":false,"reason":"invalid_address"}
            {"address":null,"allowed":false,"reason":"invalid_address"}
            {"address":null,"allowed":false,"reason":"invalid_address"}
            {"address":null,"allowed":false,"reason":"invalid_address"}
            {"address":"m\u00fcller@example.com","allowed":true,"reason":"allowed_not_opted_out"}
            {"address":"a+b@example.com","allowed":true,"reason":"allowed_not_opted_out"}
            {"done":true,"count":9}

            """, answer.Text);
    }

    [Theory, OnEveryDatabase]
    public async Task Ten_thousand_lines_keep_their_order(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        using var crm = await portal.ProgramAsync();
        await crm.SaysAsync("p5000@example.com", "optedOut");

        var answer = await crm.SendAsync(Path, string.Join('\n', Enumerable.Range(0, 10_000).Select(i => $"\"p{i}@example.com\"")), Ndjson);
        var lines = answer.Text.TrimEnd().Split('\n');

        Assert.Equal("""{"done":true,"count":10000}""", lines[^1]);
        Assert.Equal(Enumerable.Range(0, 10_000).Select(i => $"p{i}@example.com"), lines[..^1].Select(l => JsonDocument.Parse(l).RootElement.GetProperty("address").GetString()));
        Assert.Equal([5000], Enumerable.Range(0, 10_000).Where(i => lines[i].Contains("\"allowed\":false", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Nothing_in_is_a_whole_answer_too()
    {
        var portal = await SharedPortal.GetAsync();
        using var crm = await portal.ProgramAsync("consent:check");

        Assert.Equal("{\"done\":true,\"count\":0}\n", (await crm.SendAsync(Path, "", Ndjson)).Text);
    }

    [Theory]
    [InlineData("audience/filter?profile=default&purpose=nope&channel=email")]
    [InlineData("audience/filter?profile=nope&purpose=commercial&channel=email")]
    [InlineData("audience/filter?profile=default&purpose=commercial&topic=nope&channel=email")]
    public async Task An_unknown_code_denies_every_line(string path)
    {
        var portal = await SharedPortal.GetAsync();
        using var crm = await portal.ProgramAsync("consent:check");

        var answer = await crm.SendAsync(path, "\"ann@example.com\"\n\"bob@example.com\"", Ndjson);

        Assert.Equal(2, answer.Text.Split("\"reason\":\"purpose_unknown\"").Length - 1);
    }

    [Theory]
    [InlineData("audience/filter", "profile", "purpose", "channel")]
    [InlineData("audience/filter?profile=default&purpose=commercial", "channel")]
    [InlineData("audience/filter?profile=default&purpose=commercial&channel=fax", "channel")]
    [InlineData("audience/filter?profile=default&purpose=commercial&channel=email&minimumLevel=6", "minimumLevel")]
    [InlineData("audience/filter?profile=default&purpose=commercial&channel=email&minimumLevel=x", "minimumLevel")]
    [InlineData("audience/filter?profile=default&purpose=commercial&channel=email&minimumlevel=4&Topic=x", "minimumlevel", "Topic")]
    [InlineData("audience/filter?profile=default&purpose=commercial&channel=email&channel=sms", "channel")]
    public async Task A_wrong_parameter_is_named(string path, params string[] fields)
    {
        var portal = await SharedPortal.GetAsync();
        using var crm = await portal.ProgramAsync("consent:check");

        var answer = (await crm.SendAsync(path, "\"a@b.cd\"", Ndjson)).IsProblem(HttpStatusCode.BadRequest);

        Assert.Equal(fields.Order(StringComparer.Ordinal), answer.Fields.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Another_media_type_is_refused_and_a_bound_key_asks_for_its_profile_only()
    {
        var portal = await SharedPortal.GetAsync();
        using var crm = await portal.ProgramOfAsync("default", "consent:check");

        (await crm.SendAsync(Path, "a@b.cd", "text/plain")).IsProblem(HttpStatusCode.UnsupportedMediaType);
        (await crm.SendAsync(Path.Replace("default", "other", StringComparison.Ordinal), "\"a@b.cd\"", Ndjson)).IsProblem(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_line_without_end_is_answered_as_unreadable_and_the_stream_goes_on()
    {
        var portal = await SharedPortal.GetAsync();
        using var crm = await portal.ProgramAsync("consent:check");

        var answer = await crm.SendAsync(Path, $"\"a@example.com\"\n\"{new string('x', 3_000_000)}\"\n\"b@example.com\"\n", Ndjson);

        Assert.Equal("""
            {"address":"a@example.com","allowed":true,"reason":"allowed_not_opted_out"}
            {"address":null,"allowed":false,"reason":"invalid_address"}
            {"address":"b@example.com","allowed":true,"reason":"allowed_not_opted_out"}
            {"done":true,"count":3}

            """, answer.Text);
    }

    [Fact]
    public async Task An_answer_comes_while_the_sender_still_sends()
    {
        var portal = await SharedPortal.GetAsync();
        using var crm = await portal.ProgramAsync("consent:check");
        using TcpClient client = new();
        await client.ConnectAsync(portal.Address.Host, portal.Address.Port);
        await using var stream = client.GetStream();
        using StreamReader reader = new(stream, Encoding.ASCII);
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /api/v1/{Path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {crm.Key}\r\nContent-Type: {Ndjson}\r\nTransfer-Encoding: chunked\r\n\r\n"));

        foreach (var address in new[] { "a@example.com", "b@example.com" })
        {
            var line = $"\"{address}\"\n";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{line.Length:x}\r\n{line}\r\n")));
            Assert.Contains(address, await ReadUntilAsync(reader, address), StringComparison.Ordinal);
        }

        await stream.WriteAsync("0\r\n\r\n"u8.ToArray());
        Assert.Contains("\"count\":2", await ReadUntilAsync(reader, "done"), StringComparison.Ordinal);
    }

    private static async Task<string> ReadUntilAsync(StreamReader reader, string text)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(10));
        while (await reader.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return line;
            }
        }

        return "";
    }
}
