namespace ConsentPortal.Web.Admin.Integration.Applications;

/// <summary>Samples for .NET 8 and later, each a whole program.</summary>
internal static class CSharpSamples
{
    public static string Of(SampleKind kind, SampleValues values) => kind switch
    {
        SampleKind.Check => Check(values),
        SampleKind.Record => Record(values),
        SampleKind.Links => Links(values),
        SampleKind.Feed => Feed(values),
        _ => Webhook,
    };

    private static string Check(SampleValues values) => Client(values, $$"""
        // any error, timeout or unknown value means: do not send
        bool may = false;
        try
        {
            using var answer = await portal.PostAsJsonAsync("consent/check", new
            {
                profile = "{{values.Profile}}", purpose = "{{values.Purpose}}", channel = "email", links = true,
                items = new[] { new { @ref = "1", address = "ann@example.com" } },
            });
            answer.EnsureSuccessStatusCode();
            var item = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("items")[0];
            may = item.GetProperty("allowed").GetBoolean();
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            Console.Error.WriteLine(error.Message);
        }

        Console.WriteLine(may ? "send" : "do not send");
        """);

    private static string Record(SampleValues values) => Client(values, $$"""
        // the same Idempotency-Key gives the same answer: repeat the call until you have one
        using HttpRequestMessage call = new(HttpMethod.Post, "consent/events")
        {
            Headers = { { "Idempotency-Key", Guid.NewGuid().ToString() } },
            Content = JsonContent.Create(new
            {
                items = new[]
                {
                    new
                    {
                        channel = "email", address = "ann@example.com", profile = "{{values.Profile}}", purpose = "{{values.Purpose}}",
                        status = "optedOut", action = "spoken", actor = new { kind = "subject", id = (string?)null }, source = "crm",
                    },
                },
            }),
        };
        using var answer = await portal.SendAsync(call);
        answer.EnsureSuccessStatusCode();
        Console.WriteLine((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("items")[0].GetProperty("outcome"));
        """);

    private static string Links(SampleValues values) => Client(values, $$"""
        using var answer = await portal.PostAsJsonAsync("links", new
        {
            profile = "{{values.Profile}}", purpose = "{{values.Purpose}}", channel = "email",
            messageRef = "spring-2026", addresses = new[] { "ann@example.com" },
        });
        answer.EnsureSuccessStatusCode();
        var item = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("items")[0];
        Console.WriteLine(item.GetProperty("unsubscribeUrl")); // into the text
        Console.WriteLine(item.GetProperty("headers"));        // into the mail
        """);

    private static string Feed(SampleValues values) => Client(values, """
        var after = "0"; // keep it, and begin here the next time
        for (var more = true; more;)
        {
            var page = await portal.GetFromJsonAsync<JsonElement>($"events?after={after}&limit=100");
            foreach (var item in page.GetProperty("items").EnumerateArray())
            {
                Console.WriteLine($"{item.GetProperty("contactPoint")} {item.GetProperty("purpose")} {item.GetProperty("status")}");
            }

            (after, more) = (page.GetProperty("next").GetString()!, page.GetProperty("more").GetBoolean());
        }
        """);

    private const string Webhook = """
        using System.Security.Cryptography;
        using System.Text;

        // body is what came, byte by byte: read it before anything parses it
        static bool IsFromThePortal(byte[] body, string id, string timestamp, string signatures, string secret)
        {
            if (!long.TryParse(timestamp, out var sent) || Math.Abs(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - sent) > 300)
            {
                return false; // too old: somebody may be playing it again
            }

            var key = Convert.FromBase64String(secret["whsec_".Length..]);
            var made = HMACSHA256.HashData(key, [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body]);
            return signatures.Split(' ').Any(s => s.StartsWith("v1,", StringComparison.Ordinal)
                && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(s[3..]), Encoding.ASCII.GetBytes(Convert.ToBase64String(made))));
        }

        // answer 2xx only once the event is stored; the same webhook-id may come again
        """;

    private static string Client(SampleValues values, string body) => $$"""
        using System.Net.Http.Json;
        using System.Text.Json;

        using HttpClient portal = new() { BaseAddress = new("{{values.Portal}}/api/v1/"), Timeout = TimeSpan.FromSeconds(10) };
        portal.DefaultRequestHeaders.Authorization = new("Bearer", Environment.GetEnvironmentVariable("CONSENT_PORTAL_KEY"));

        {{body}}
        """;
}
