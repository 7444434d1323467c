using System.Text;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.Data.Sqlite;

namespace ConsentPortal.Tests.Core.PrivacyRequests;

/// <summary>The promise of an erasure, held by reading everything there is.</summary>
public sealed class ForgottenEverywhereTests
{
    private static readonly string[] HeldBefore =
    [
        "contact_merges.notes", "contact_points.address", "contact_points.canonical", "contacts.fields", "contacts.first_name", "contacts.last_name", "contacts.search_text", "emails.html", "emails.subject", "emails.text", "emails.to",
        "idempotent_answers.key", "import_jobs.file_name", "message_references.text", "public_wishes.address", "rejected_rows.cells", "request_files.name", "requested_people.first_name",
        "side_rows.content", "subscriptions.email", "subscriptions.phone", "team_saved_views.query", "text_messages.text", "text_messages.to",
    ];

    [Theory, OnEveryDatabase]
    public async Task After_an_erasure_neither_address_nor_name_is_anywhere(DatabaseProvider provider)
    {
        using LogBook log = new();
        await using var portal = await ErasureScene.StartAsync(provider, log);
        ErasureScene scene = new(portal);
        string[] names = [ErasureScene.Full, ErasureScene.Last, ErasureScene.First];
        TraceFinder finder = new([ErasureScene.Typed, ErasureScene.Canonical, "uenal.kraewinkel+shop@münchen-post.example", ErasureScene.Phone, .. names, .. names.Select(SearchText.Fold)]); // folded as what is searched in
        await scene.LiveAsync();
        await CheckpointAsync(portal);

        var before = await finder.TablesAsync(portal);
        Assert.Empty(HeldBefore.Except(before));
        var files = finder.Files(portal);
        Assert.Equal(2, files.Count(f => f.StartsWith("uploads", StringComparison.Ordinal)));
        Assert.Contains(files, f => f.StartsWith("mail", StringComparison.Ordinal));
        Assert.Contains(files, f => f.StartsWith("texts", StringComparison.Ordinal));
        Assert.NotEmpty(PackageFilesOf(portal, scene));
        Assert.Equal(provider == DatabaseProvider.Sqlite, files.Contains("consentportal.db"));
        Assert.Equal(provider == DatabaseProvider.PostgreSql, (await finder.PostgresFilesAsync(portal)).Contains("contacts"));

        await scene.EraseAsync();

        Assert.Empty(await finder.TablesAsync(portal));
        Assert.Empty(finder.Files(portal)); // free pages, log, uploads, exports, mail folder, journal
        Assert.Empty(await finder.PostgresFilesAsync(portal)); // dead rows, and the freed space after them
        Assert.Empty(PackageFilesOf(portal, scene));
        Assert.NotEmpty(log.Lines);
        Assert.DoesNotContain(log.Lines, l => finder.In(Encoding.UTF8.GetBytes(l)));
        Assert.Empty(new TraceFinder("kraewinkelmann@work.example").Files(portal));
        var verified = await portal.Get<VerifyLedger>().RunAsync(Actors.Admin, ErasureScene.Ct);
        Assert.Null(verified.Value.Fault);
    }

    private static List<string> PackageFilesOf(TestPortal portal, ErasureScene scene)
        => [.. Directory.EnumerateFiles(portal.Folder, "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f).Contains(scene.Package.ToString(), StringComparison.Ordinal))];

    private static async Task CheckpointAsync(TestPortal portal)
    {
        if (portal.Provider == DatabaseProvider.Sqlite)
        {
            await using SqliteConnection connection = new($"Data Source={Path.Combine(portal.Folder, "consentportal.db")};Pooling=False");
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            await command.ExecuteNonQueryAsync();
        }
    }
}
