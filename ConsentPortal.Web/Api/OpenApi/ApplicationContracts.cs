using System.ComponentModel;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api.OpenApi;

/// <summary>What the caller's key is.</summary>
internal sealed record OwnKeyAnswer(
    OwnApplication Application,
    OwnKey Key,
    [property: Description("What it may do.")] IReadOnlyList<string> Scopes,
    [property: Description("Code of the one profile that it speaks for; null = every profile.")] string? Profile,
    [property: Description("Requests that it may make in a minute; null = no limit. Where there is one, every answer carries `RateLimit-Policy` and `RateLimit`.")] int? RequestsPerMinute);

/// <summary>The application behind a key.</summary>
internal sealed record OwnApplication(string Id, string Name);

/// <summary>The key itself, without its secret.</summary>
internal sealed record OwnKey(string Id, string Name, DateTimeOffset CreatedAt, [property: Description("From then on it opens nothing; null = never.")] DateTimeOffset? ExpiresAt);

/// <summary>The calls of applications with an example each.</summary>
internal static class ApplicationExamples
{
    public static readonly ApiOperation Self = new("readOwnKey", Permission.None, IsWrite: false, null, """
        { "application": { "id": "71010399211225001", "name": "CRM" }, "key": { "id": "71010399211225002", "name": "CRM production", "createdAt": "2026-01-01T00:00:00Z", "expiresAt": null },
          "scopes": [ "consent:check", "consent:write" ], "profile": "default", "requestsPerMinute": 600 }
        """);
}
