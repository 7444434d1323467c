using System.Net.Http.Json;
using System.Text.Json;

namespace ConsentPortal.Tests.Web.Api.Samples;

/// <summary>The README's C#, run as it is printed there: <c>#region</c> by <c>#region</c>.</summary>
public static class SendWithIt
{
    public sealed record Mail(string To, string Subject, string Text, Dictionary<string, string> Headers);

    public static async Task NewsletterAsync(HttpClient portal, IReadOnlyList<string> audience, Func<Mail, Task> send)
    {
        #region newsletter
        using var answer = await portal.PostAsync("audience/filter?profile=default&purpose=commercial&topic=newsletter&channel=email",
            new StringContent(string.Join('\n', audience.Select(a => JsonSerializer.Serialize(a))), new System.Net.Http.Headers.MediaTypeHeaderValue("application/x-ndjson")));
        var lines = (await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync()).Trim().Split('\n').Select(l => JsonDocument.Parse(l).RootElement).ToList();
        if (!lines[^1].TryGetProperty("done", out _))
        {
            throw new InvalidOperationException("The answer is not whole: nothing is sent.");
        }

        foreach (var part in lines[..^1].Where(l => l.GetProperty("allowed").GetBoolean()).Select(l => l.GetProperty("address").GetString()!).Chunk(1000))
        {
            using var links = await portal.PostAsJsonAsync("links", new { profile = "default", purpose = "commercial", topic = "newsletter", channel = "email", messageRef = "spring-2026", addresses = part });
            foreach (var item in (await links.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("items").EnumerateArray())
            {
                await send(new(item.GetProperty("address").GetString()!, "Spring",
                    $"Our tulips are here.\n\nUnsubscribe: {item.GetProperty("unsubscribeUrl")}\nExample Ltd, 1 High Street, London",
                    item.GetProperty("headers").Deserialize<Dictionary<string, string>>()!));
            }
        }
        #endregion
    }

    public static async Task ReceiptAsync(HttpClient portal, string to, Func<Mail, Task> send)
    {
        #region receipt
        using var answer = await portal.PostAsJsonAsync("consent/check", new { profile = "default", purpose = "transactional", channel = "email", items = new[] { new { address = to } } });
        if ((await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("items")[0].GetProperty("allowed").GetBoolean())
        {
            await send(new(to, "Your receipt 4711", "Thank you. You paid 20.00 EUR.", []));
        }
        #endregion
    }

    public static async Task FirstMailAsync(HttpClient portal, string to, Func<Mail, Task> send)
    {
        #region first-mail
        using var asked = await portal.PostAsJsonAsync("consent/check", new
        {
            profile = "default", purpose = "commercial", channel = "email", sender = "ai", links = true, messageRef = "agent-first-mail", items = new[] { new { address = to } },
        });
        var answer = (await asked.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("items")[0];
        var obligations = answer.GetProperty("obligations").EnumerateArray().Select(o => o.GetString()!).ToHashSet();
        if (answer.GetProperty("allowed").GetBoolean() && obligations.IsSubsetOf(["unsubscribe_headers", "disclose_ai", "postal_address"])) // one that it does not know: it does not send
        {
            Mail mail = new(to, "Your question about tulips", "You asked us about bulbs. Shall I send you a list?", []);
            mail = obligations.Contains("unsubscribe_headers") ? mail with { Headers = answer.GetProperty("headers").Deserialize<Dictionary<string, string>>()! } : mail;
            mail = obligations.Contains("disclose_ai") ? mail with { Text = mail.Text + "\n\nI am Ada, the AI assistant of Example Ltd. Answer, and a person reads it." } : mail;
            mail = obligations.Contains("postal_address") ? mail with { Text = mail.Text + $"\n\nExample Ltd, 1 High Street, London\nUnsubscribe: {answer.GetProperty("unsubscribeUrl")}" } : mail;
            await send(mail);
        }

        // the person answered "no more, please"
        using var noted = await portal.PostAsJsonAsync("consent/events", new
        {
            items = new[] { new { channel = "email", address = to, profile = "default", purpose = "commercial", status = "optedOut", action = "spoken", actor = new { kind = "subject" }, source = "reply to agent" } },
        });
        var outcome = (await noted.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("items")[0].GetProperty("outcome").GetString();
        if (outcome is not ("recorded" or "unchanged"))
        {
            throw new InvalidOperationException($"The opt-out was not recorded: {outcome}.");
        }
        #endregion
    }
}
