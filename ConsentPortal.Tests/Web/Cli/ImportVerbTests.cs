using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Core.Imports;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Web.Cli;

/// <summary>The verb in processes of its own, killed and started again.</summary>
public sealed class ImportVerbTests
{
    private const int Rows = 30_000, Many = 60_000;

    [Fact]
    public async Task The_crm_export_loads_and_its_refused_rows_land_in_a_file()
    {
        await using var scene = await VerbScene.NewAsync();
        var rejected = scene.PathTo("rejected.csv");
        var file = ImportScene.DataFile("crm-export.csv");
        await ErasedAddress.MakeAsync(scene.Services, "george.becker2@mail.example.net");

        await using var dry = PortalProcess.Start(scene.Settings, "import", "consents", file, "--dry-run");
        Assert.Equal(0, await dry.EndAsync());
        Assert.Empty((await scene.LookAsync()).Events);
        await using var real = PortalProcess.Start(scene.Settings, "import", "consents", file, "--rejected", rejected);
        Assert.Equal(0, await real.EndAsync());

        Assert.Equal(CountsIn(dry.Errors), CountsIn(real.Errors));
        Assert.Contains("Dry run, nothing was written.", dry.Errors, StringComparison.Ordinal);
        Assert.All(new[] { dry.Errors, real.Errors }, said => Assert.Contains("erased on request: 2.", said, StringComparison.Ordinal));
        var expected = await File.ReadAllLinesAsync(ImportScene.DataFile("crm-export.expected.rejected.csv"));
        Assert.Equal(expected, (await File.ReadAllLinesAsync(rejected)).Where(l => l.Length > 0 && (char.IsAsciiDigit(l[0]) || l.StartsWith("row", StringComparison.Ordinal))).Select(l => string.Join(',', l.Split(',').Take(2))));
        Assert.Equal("", real.Output);
    }

    [Theory]
    [InlineData("There is no file", "import", "consents", "nowhere.csv")]
    [InlineData("the file has no such column", "import", "consents", "{file}", "--map", "Colour=topic")]
    [InlineData("is no option", "import", "consents", "{file}", "--colour", "red")]
    [InlineData("There is no profile", "import", "consents", "{file}", "--profile", "nowhere")]
    [InlineData("Usage: import consents FILE", "import", "people", "{file}")]
    public async Task A_verb_that_cannot_be_done_says_why_in_one_line(string message, params string[] words)
    {
        await using var scene = await VerbScene.NewAsync();

        await using var verb = PortalProcess.Start(scene.Settings, [.. words.Select(w => w == "{file}" ? ImportScene.DataFile("consents-simple.csv") : w)]);

        Assert.NotEqual(0, await verb.EndAsync());
        var line = Assert.Single(verb.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(message, line, StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    [Trait("Speed", "slow")]
    public async Task Killed_at_any_moment_the_same_command_goes_on_with_every_row_once(DatabaseProvider provider)
    {
        await using var scene = await VerbScene.NewAsync(provider);
        await LoadWithKillsAsync(scene, [0, 0.1, 0.35, 0.6, 0.85]);
        await using var verify = PortalProcess.Start(scene.Settings, "ledger", "verify");
        Assert.True(await verify.EndAsync() == 0, verify.Errors);
    }

    [Fact]
    public async Task Killed_among_its_opt_ins_the_same_command_goes_on_with_every_row_once()
    {
        await using var scene = await VerbScene.NewAsync();
        await LoadWithKillsAsync(scene, [0.6]);
    }

    [Fact]
    public async Task Asked_to_end_it_stops_politely_and_the_same_command_goes_on()
    {
        await using var scene = await VerbScene.NewAsync();
        string[] command = ["import", "consents", scene.Write(Many), "--map-status", "bounced=optedOut"];
        await using (var import = PortalProcess.Start(scene.Settings, command))
        {
            await scene.WaitForRowsAsync(0.1, import);
            import.AskToEnd();
            Assert.NotEqual(0, await import.EndAsync());
            Assert.Contains("The same command goes on from there.", import.Errors, StringComparison.Ordinal);
        }

        Assert.Equal(ImportState.Cancelled, (await scene.LookAsync()).Job!.State);
        await using var again = PortalProcess.Start(scene.Settings, command);
        Assert.Equal(0, await again.EndAsync());
        await scene.AssertWholeAsync(Many);
    }

    [Fact]
    public async Task Where_a_portal_serves_its_worker_loads_and_a_killed_portal_goes_on_after_its_restart()
    {
        await using var scene = await VerbScene.NewAsync();
        scene.Settings["URLS"] = "http://127.0.0.1:0";
        string[] command = ["import", "consents", scene.Write(Many), "--map-status", "bounced=optedOut"];
        await using (var portal = PortalProcess.Start(scene.Settings))
        {
            await scene.WaitForLockAsync();
            await using var watching = PortalProcess.Start(scene.Settings, command);
            await scene.WaitForRowsAsync(0.51, watching);
            await watching.KillAsync(); // only looked on
            var seen = await scene.CountAsync();
            await VerbScene.WaitForAsync(async () => await scene.CountAsync() > seen);
            await portal.KillAsync();
        }

        Assert.Equal(ImportState.Running, (await scene.LookAsync()).Job!.State);
        await using var restarted = PortalProcess.Start(scene.Settings);
        await VerbScene.WaitForAsync(async () => (await scene.LookAsync()).Job!.State == ImportState.Finished);
        await restarted.KillAsync();
        await scene.AssertWholeAsync(Many);
    }

    private static async Task LoadWithKillsAsync(VerbScene scene, double[] shares)
    {
        string[] command = ["import", "consents", scene.Write(Rows), "--map-status", "bounced=optedOut"];
        var kills = 0;
        foreach (var share in shares)
        {
            await using var import = PortalProcess.Start(scene.Settings, command);
            await scene.WaitForRowsAsync(share, import);
            kills += import.HasEnded ? 0 : 1;
            await import.KillAsync();
        }

        await using var last = PortalProcess.Start(scene.Settings, command);
        Assert.Equal(0, await last.EndAsync());

        Assert.True(kills >= shares.Length - 1 && kills > 0, $"only {kills} of {shares.Length} were killed while they worked");
        Assert.Contains("Going on with the import", last.Errors, StringComparison.Ordinal);
        await scene.AssertWholeAsync(Rows);
    }

    private static string CountsIn(string errors) => errors.Split('\n').Single(l => l is [>= '0' and <= '9', ..] && l.Contains(" rows: ", StringComparison.Ordinal));
}
