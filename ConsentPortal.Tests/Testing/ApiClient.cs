using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Tests.Testing;

/// <summary>An integrated system as the API meets it: a client with a key of its own.</summary>
public sealed class ApiClient(HttpClient http, Id<ApiKey> keyId, string key) : IDisposable
{
    public static readonly string[] Everything = [.. ApiScopes.All.Select(s => s.Word)];

    public HttpClient Http => http;

    public Id<ApiKey> KeyId => keyId;

    public string Key => key;

    public Task<ApiAnswer> PostAsync(string path, object body, string? idempotencyKey = null) => SendAsync(path, body is string text ? text : JsonSerializer.Serialize(body), "application/json", idempotencyKey);

    public Task<ApiAnswer> PutAsync(string path, object body, string? idempotencyKey = null)
        => SendAsync(path, body is string text ? text : JsonSerializer.Serialize(body), "application/json", idempotencyKey, HttpMethod.Put);

    public Task<ApiAnswer> GetAsync(string path) => SendAsync(path, null, HttpMethod.Get);

    /// <summary>An edit of the state with this tag; null = without saying which.</summary>
    public Task<ApiAnswer> PatchAsync(string path, object patch, string? tag)
        => SendAsync(path, patch is string text ? text : JsonSerializer.Serialize(patch), HttpMethod.Patch, tag is null ? [] : [("If-Match", tag)]);

    /// <summary>Any call: JSON, or no body at all; POST if no method is named.</summary>
    public async Task<ApiAnswer> SendAsync(string path, string? json, HttpMethod? method = null, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(method ?? HttpMethod.Post, $"/api/v1/{path}") { Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await http.SendAsync(request);
        return await ApiAnswer.OfAsync(response);
    }

    public async Task<ApiAnswer> SendAsync(string path, string body, string contentType, string? idempotencyKey = null, HttpMethod? method = null)
    {
        using HttpRequestMessage request = new(method ?? HttpMethod.Post, $"/api/v1/{path}") { Content = new StringContent(body, Encoding.UTF8) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        if (idempotencyKey is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKey);
        }

        using var response = await http.SendAsync(request);
        return await ApiAnswer.OfAsync(response);
    }

    /// <summary>Says something about one address; answers the item.</summary>
    public async Task<JsonElement> SaysAsync(string address, string? status, object? with = null)
    {
        Dictionary<string, object?> item = new(StringComparer.Ordinal) { ["channel"] = "email", ["address"] = address, ["profile"] = "default", ["purpose"] = "commercial", ["status"] = status };
        foreach (var property in with is null ? [] : JsonSerializer.SerializeToElement(with).EnumerateObject())
        {
            item[property.Name] = property.Value;
        }

        var answer = await PostAsync("consent/events", new { items = new[] { item } });
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return answer.Json.GetProperty("items")[0];
    }

    /// <summary>The reason for one address.</summary>
    public async Task<string> ReasonAsync(string address, object? with = null)
    {
        Dictionary<string, object?> body = new(StringComparer.Ordinal) { ["profile"] = "default", ["purpose"] = "commercial", ["channel"] = "email", ["items"] = new[] { new { address } } };
        foreach (var property in with is null ? [] : JsonSerializer.SerializeToElement(with).EnumerateObject())
        {
            body[property.Name] = property.Value;
        }

        var answer = await PostAsync("consent/check", body);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return answer.Json.GetProperty("items")[0].GetProperty("reason").GetString()!;
    }

    public void Dispose() => http.Dispose();
}

/// <summary>One answer, read to its end.</summary>
public sealed record ApiAnswer(HttpStatusCode Status, string Text, string? MediaType, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Text);

    /// <summary>Its ETag; empty where it has none.</summary>
    public string Tag => Headers.GetValueOrDefault("ETag") ?? "";

    /// <summary>The codes of the items of a list.</summary>
    public IEnumerable<string> Codes => Json.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("code").GetString()!);

    public JsonElement First => Json.GetProperty("items")[0];

    /// <summary>The fields that a problem document names.</summary>
    public IEnumerable<string> Fields => Json.TryGetProperty("errors", out var errors) ? errors.EnumerateObject().Select(e => e.Name) : [];

    public static async Task<ApiAnswer> OfAsync(HttpResponseMessage response) => new(response.StatusCode, await response.Content.ReadAsStringAsync(), response.Content.Headers.ContentType?.MediaType,
        response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase));

    /// <summary>A problem document (RFC 9457) with this status.</summary>
    public ApiAnswer IsProblem(HttpStatusCode status)
    {
        Assert.True(Status == status, $"{Status}: {Text}");
        Assert.Equal("application/problem+json", MediaType);
        Assert.Equal((int)status, Json.GetProperty("status").GetInt32());
        return this;
    }
}

public static class ApiPrograms
{
    /// <summary>A program with a key for these scopes (all, if none is named).</summary>
    public static Task<ApiClient> ProgramAsync(this WebPortal portal, params string[] scopes) => portal.ProgramOfAsync(null, scopes);

    /// <summary>A program whose key is bound to one profile.</summary>
    public static async Task<ApiClient> ProgramOfAsync(this WebPortal portal, string? profile, params string[] scopes)
    {
        var issued = await portal.Get<IssueApiKey>().RunAsync(new("CRM", null, profile, scopes.Length == 0 ? ApiClient.Everything : scopes), Actors.Admin, CancellationToken.None);
        var client = portal.NewClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", issued.Value.Key);
        return new(client, issued.Value.Id, issued.Value.Key);
    }
}
