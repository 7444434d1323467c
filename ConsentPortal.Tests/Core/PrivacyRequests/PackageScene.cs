using System.IO.Compression;
using System.Text.Json;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.PrivacyRequests;

/// <summary>A verified request for a copy, and the way of its package.</summary>
internal sealed class PackageScene(RequestScene scene, Id<PrivacyRequest> request) : IAsyncDisposable
{
    public static readonly CancellationToken Ct = CancellationToken.None;

    public TestPortal Portal => scene.Portal;

    public RequestScene Requests => scene;

    public Id<PrivacyRequest> Request => request;

    /// <param name="contact">Links the case to this person.</param>
    public static async Task<PackageScene> StartAsync(DatabaseProvider provider = DatabaseProvider.Sqlite, Func<TestPortal, Task<Id<Contact>>>? contact = null)
    {
        var scene = await RequestScene.StartAsync(provider);
        var person = contact is null ? default : await contact(scene.Portal);
        var opened = await scene.OpenAsync();
        await scene.MoveAsync(opened.Id, RequestState.Acknowledged, RequestState.Verified);
        if (!person.IsNone)
        {
            Assert.True((await scene.Portal.Get<LinkRequest>().RunAsync(new(opened.Id, person), Actors.Officer, Ct)).Ok);
        }

        return new(scene, opened.Id);
    }

    /// <summary>Gathers it, up to the officer's look.</summary>
    public async Task<DataPackage> GatherAsync()
    {
        var built = await Portal.Get<BuildPackage>().RunAsync(new(request), Actors.Officer, Ct);
        Assert.True(built.Ok, built.Problem?.Message);
        Assert.Equal(PackageState.Preview, await Portal.Get<RunPackage>().RunAsync(built.Value, Ct));
        return await PackageAsync();
    }

    public async Task<DataPackage> ReleaseAsync(string note = "")
    {
        var released = await Portal.Get<ReleasePackage>().RunAsync(new(request, LookedAtOthers: true, note), Actors.Officer, Ct);
        Assert.True(released.Ok, released.Problem?.Message);
        Assert.Equal(PackageState.Ready, await Portal.Get<RunPackage>().RunAsync((await PackageAsync()).Id, Ct));
        return await PackageAsync();
    }

    public async Task<DataPackage> PackageAsync()
    {
        await using var db = Portal.NewDb();
        return (await db.Set<DataPackage>().AsNoTracking().Where(p => p.RequestId == request).OrderByDescending(p => p.Id).FirstAsync(Ct))!;
    }

    public Task<Outcome<FetchPackage.Copy>> BeginAsync() => Portal.Get<FetchPackage>().RunAsync(request, Actor.Subject, Ct);

    public async Task<PackageZip> FetchAsync()
    {
        var begun = await BeginAsync();
        Assert.True(begun.Ok, begun.Problem?.Message);
        MemoryStream to = new();
        await begun.Value.WriteToAsync(to, Ct);
        return new(to);
    }

    public async Task<ReadPackageRows.View> RowsAsync(string category, int page = 0, bool onlyOthers = false)
        => (await Portal.Get<ReadPackageRows>().RunAsync(new(request, category, page, onlyOthers), Actors.Officer, Ct)).Value;

    public Task<Outcome<Done>> RedactAsync(ReadPackageRows.Row row, string field, string reason = "names another person")
        => Portal.Get<RedactPackage>().RunAsync(new(request, row.Table, row.Record, field, reason), Actors.Officer, Ct);

    public ValueTask DisposeAsync() => scene.DisposeAsync();
}

/// <summary>A package that the person has.</summary>
internal sealed class PackageZip(MemoryStream bytes)
{
    public byte[] Bytes => bytes.ToArray();

    public IReadOnlyList<string> Names
    {
        get
        {
            using var zip = Open();
            return [.. zip.Entries.Select(e => e.FullName)];
        }
    }

    public byte[] File(string name)
    {
        using var zip = Open();
        using var from = zip.GetEntry(name)!.Open();
        MemoryStream to = new();
        from.CopyTo(to);
        return to.ToArray();
    }

    public string Text(string name) => System.Text.Encoding.UTF8.GetString(File(name));

    public JsonElement Json(string name) => JsonDocument.Parse(File(name)).RootElement;

    public List<JsonElement> Records(string category, string file = "data.json")
        => [.. Json(file).GetProperty("categories").EnumerateArray().Where(c => c.GetProperty("category").GetString() == category).SelectMany(c => c.GetProperty("records").EnumerateArray())];

    public static string? Field(JsonElement record, string name) => record.GetProperty("fields").TryGetProperty(name, out var value) ? value.GetString() : null;

    /// <summary>All text of all files.</summary>
    public string Everything => string.Join('\n', Names.Select(Text));

    private ZipArchive Open() => new(bytes, ZipArchiveMode.Read, leaveOpen: true);
}
