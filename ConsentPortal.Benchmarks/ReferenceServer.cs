using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ConsentPortal.Benchmarks;

/// <summary>What the portal is measured against: Kestrel with nothing on it, the same JSON in and out, one prepared SQLite read an
/// address, no rule, no key, no proof.</summary>
internal static class ReferenceServer
{
    public static async Task<int> RunAsync(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.ConfigureHttpJsonOptions(o => o.SerializerOptions.TypeInfoResolverChain.Insert(0, ReferenceJson.Default));
        builder.WebHost.ConfigureKestrel(o => o.Limits.MaxRequestBodySize = null);
        builder.Services.AddRazorComponents();
        await using var app = builder.Build();
        ReferenceReads reads = new(args[0]);
        app.MapPost("/api/v1/consent/check", (CheckIn body) => TypedResults.Ok(new CheckOut(DateTimeOffset.UtcNow, [.. body.Items.Select(i => Answer(i, reads.Read(i.Address)))])));
        app.MapPost("/api/v1/audience/filter", (HttpContext context) => ReferenceFilter.RunAsync(context, reads));
        Lazy<ReferenceFeed> feed = new(() => new(Path.Combine(Path.GetDirectoryName(args[0])!, "data", "consentportal.db")));
        app.MapGet("/api/v1/events", (HttpContext context) => feed.Value.AnswerAsync(context));
        app.MapGet("/page", (int rows) => new RazorComponentResult<ReferencePage>(new { Rows = rows }));
        ReferenceInserts inserts = new(args[0] + ".inserts");
        app.MapPost("/insert", async (HttpContext context) =>
        {
            await context.Request.ReadFormAsync();
            await inserts.InsertAsync();
            await context.Response.WriteAsync("You have been unsubscribed.\n");
        });
        app.MapPost("/accept", async (HttpContext context) => await context.Request.Body.CopyToAsync(Stream.Null));
        await app.RunAsync();
        return 0;
    }

    private static ItemOut Answer(ItemIn item, string? status) => new(item.Ref, status != "optedOut", status == "optedOut" ? "purpose_opted_out" : "allowed_not_opted_out", null, [],
        new(false, "purpose_not_opted_in"), ["unsubscribe_headers", "postal_address"]);
}

internal sealed record CheckIn(string Profile, string Purpose, string? Topic, string Channel, ItemIn[] Items);

internal sealed record ItemIn(string? Ref, string Address);

internal sealed record CheckOut(DateTimeOffset DecidedAt, ItemOut[] Items);

internal sealed record ItemOut(string? Ref, bool Allowed, string Reason, DateTimeOffset? Since, string[] Evidence, TrackingOut Tracking, string[] Obligations);

internal sealed record TrackingOut(bool Allowed, string Reason);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CheckIn))]
[JsonSerializable(typeof(CheckOut))]
internal sealed partial class ReferenceJson : JsonSerializerContext;

/// <summary>One prepared read on a connection of its own per caller, as lean as the driver allows.</summary>
internal sealed class ReferenceReads(string database)
{
    private readonly System.Collections.Concurrent.ConcurrentBag<Reader> free = [];

    public string? Read(string address)
    {
        var reader = free.TryTake(out var known) ? known : new(database);
        var status = reader.Read(address);
        free.Add(reader);
        return status;
    }

    public Reader Own() => new(database);

    public sealed class Reader
    {
        private readonly SqliteCommand command;
        private readonly SqliteParameter address;

        public Reader(string database)
        {
            SqliteConnection connection = new($"Data Source={database};Mode=ReadOnly;Pooling=False");
            connection.Open();
            command = connection.CreateCommand();
            command.CommandText = "PRAGMA mmap_size=4294967296";
            command.ExecuteNonQuery();
            command.CommandText = "SELECT status FROM reference WHERE address = $address";
            address = command.Parameters.Add("$address", SqliteType.Text);
            command.Prepare();
        }

        public string? Read(string value)
        {
            address.Value = value;
            return (string?)command.ExecuteScalar();
        }
    }
}
