using System.Security.Cryptography;
using System.Text;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Core.Compliance;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.PrivacyRequests;

public sealed partial class RequestFileTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task A_file_is_sealed_read_by_who_works_on_the_case_and_each_time_is_written_down(DatabaseProvider provider)
    {
        await using var scene = await RequestScene.StartAsync(provider);
        var id = (await scene.OpenAsync()).Id;
        var content = Encoding.UTF8.GetBytes("I, Ann Archer, let Bob ask for me.");

        Assert.True((await AttachAsync(scene, id, new(RequestFileKind.Authority, "Vollmacht Ann.txt", content))).Ok);

        var row = Assert.Single((await scene.Portal.Get<FindRequestFiles>().RunAsync(id, Actors.Officer, Ct)).Value);
        Assert.Equal((RequestFileKind.Authority, "Vollmacht Ann.txt", "text/plain", content.Length, false), (row.Kind, row.Name, row.MediaType, row.Size, row.Erased));
        var read = (await scene.Portal.Get<ReadRequestFile>().RunAsync(id, row.Id, Actors.Officer, Ct)).Value;
        Assert.Equal(content, read.Content);
        Assert.Equal(SHA256.HashData(content), read.Sha256);
        await using var db = scene.Portal.NewDb();
        Assert.DoesNotContain("Archer", Encoding.UTF8.GetString((await db.Set<RequestFile>().SingleAsync(Ct)).Sealed!), StringComparison.Ordinal);
        var audit = await scene.Portal.AuditAsync();
        Assert.Single(audit, a => a.Entry.Kind == RequestEvent.Attached);
        Assert.Single(audit, a => a.Entry.Kind == RequestEvent.FileRead);
        Assert.DoesNotContain(audit, a => System.Text.Json.JsonSerializer.Serialize(a.Values).Contains("Vollmacht", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_else_reads_it_and_not_by_the_number_of_another_case()
    {
        await using var scene = await RequestScene.StartAsync();
        var (id, other) = ((await scene.OpenAsync()).Id, (await scene.OpenAsync(email: "bob@example.com")).Id);
        await AttachAsync(scene, id, Text("note.txt"));
        var file = (await scene.Portal.Get<FindRequestFiles>().RunAsync(id, Actors.Officer, Ct)).Value[0].Id;
        var read = scene.Portal.Get<ReadRequestFile>();

        Assert.Equal(Refusal.Forbidden, (await read.RunAsync(id, file, Actors.Rep, Ct)).Problem!.Refusal);
        Assert.Equal(Refusal.Forbidden, (await scene.Portal.Get<FindRequestFiles>().RunAsync(id, Actors.Analyst, Ct)).Problem!.Refusal);
        Assert.Equal(Refusal.Forbidden, (await scene.Portal.Get<AttachRequestFile>().RunAsync(new(id, Text("b.txt")), Actors.Rep, Ct)).Problem!.Refusal);
        Assert.Equal(Refusal.NotFound, (await read.RunAsync(other, file, Actors.Officer, Ct)).Problem!.Refusal);
        Assert.Equal(Refusal.NotFound, (await read.RunAsync(id, file, Actors.Officer with { BoundToProfile = "california" }, Ct)).Problem!.Refusal);
        Assert.DoesNotContain(await scene.Portal.AuditAsync(), a => a.Entry.Kind == RequestEvent.FileRead);
    }

    [Fact]
    public async Task What_is_sealed_for_one_file_does_not_open_as_another_and_an_erased_one_not_at_all()
    {
        await using var scene = await RequestScene.StartAsync();
        var id = (await scene.OpenAsync()).Id;
        await AttachAsync(scene, id, Text("one.txt", "one"));
        await AttachAsync(scene, id, Text("two.txt", "two"));
        var rows = (await scene.Portal.Get<FindRequestFiles>().RunAsync(id, Actors.Officer, Ct)).Value;
        await using (var db = scene.Portal.NewDb())
        {
            var (first, second) = (await db.Set<RequestFile>().AsNoTracking().SingleAsync(f => f.Id == rows[0].Id, Ct), rows[1].Id);
            await db.Set<RequestFile>().Where(f => f.Id == second).ExecuteUpdateAsync(s => s.SetProperty(f => f.Sealed, first.Sealed).SetProperty(f => f.Sha256, first.Sha256), Ct);
            await db.Set<RequestFile>().Where(f => f.Id == first.Id).ExecuteUpdateAsync(s => s.SetProperty(f => f.Sealed, (byte[]?)null).SetProperty(f => f.ErasedAt, scene.Portal.Clock.GetUtcNow()), Ct);
        }

        var read = scene.Portal.Get<ReadRequestFile>();
        Assert.Contains("keys", (await read.RunAsync(id, rows[1].Id, Actors.Officer, Ct)).Problem!.Message, StringComparison.Ordinal);
        Assert.Equal("The file was erased.", (await read.RunAsync(id, rows[0].Id, Actors.Officer, Ct)).Problem!.Message);
    }

    [Fact]
    public async Task A_case_holds_ten_files()
    {
        await using var scene = await RequestScene.StartAsync();
        var id = (await scene.OpenAsync()).Id;
        for (var n = 0; n < RequestFile.MostPerCase; n++)
        {
            Assert.True((await AttachAsync(scene, id, Text($"{n}.txt"))).Ok);
        }

        Assert.Contains("at most 10", (await AttachAsync(scene, id, Text("eleven.txt"))).Problem!.Message, StringComparison.Ordinal);
    }

    private static Task<Outcome<Done>> AttachAsync(RequestScene scene, Id<PrivacyRequest> id, NewRequestFile file) => scene.Portal.Get<AttachRequestFile>().RunAsync(new(id, file), Actors.Officer, Ct);

    private static NewRequestFile Text(string name, string content = "A note") => new(RequestFileKind.Attachment, name, Encoding.UTF8.GetBytes(content));
}
