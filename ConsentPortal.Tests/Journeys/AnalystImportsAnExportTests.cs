using System.Text.RegularExpressions;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Core.Imports;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace ConsentPortal.Tests.Journeys;

/// <summary>An analyst brings in what the CRM knows.</summary>
[Collection("browser")]
public sealed partial class AnalystImportsAnExportTests(Browser browser)
{
    [Fact]
    public async Task The_crm_export_goes_through_file_columns_check_and_load_and_its_refused_rows_come_back()
    {
        await using var portal = await WebPortal.StartAsync();
        var page = await browser.SignedInAsync(portal, Role.Analyst);
        await using var context = page.Context; // closed before the portal is
        await page.GoAsync(Urls.Imports);
        await page.AssertAccessibleAsync("no imports yet");

        await page.GetByRole(AriaRole.Link, new() { Name = "Load a file" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Step 1 of 4: File" }).WaitForAsync();
        await page.AssertAccessibleAsync("file");
        await page.GetByLabel("CSV file").SetInputFilesAsync(ImportScene.DataFile("crm-export.csv"));

        await page.GetByRole(AriaRole.Heading, new() { Name = "Step 2 of 4: Columns" }).WaitForAsync();
        await page.WaitForLiveAsync();
        Assert.Equal("OccurredAt", await page.GetByRole(AriaRole.Combobox, new() { Name = "Consent date" }).InputValueAsync());
        await page.AssertAccessibleAsync("columns");
        await page.GetByRole(AriaRole.Button, new() { Name = "Check the file" }).ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { NameRegex = LoadRows() }).WaitForAsync();
        await page.GetByText("Show the first 5 rows").First.ClickAsync();
        await page.AssertAccessibleAsync("check");
        Assert.Empty(await EventsAsync(portal));
        await page.GetByRole(AriaRole.Button, new() { NameRegex = LoadRows() }).ClickAsync();

        await page.GetByText("5,000 rows read to the end").WaitForAsync();
        await page.AssertAccessibleAsync("loaded");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Download 197 rejected rows" }).ClickAsync());
        var expected = (await File.ReadAllLinesAsync(ImportScene.DataFile("crm-export.expected.rejected.csv"))).Skip(1);
        Assert.Equal(expected, (await File.ReadAllLinesAsync((await download.PathAsync())!)).Where(l => l.Length > 0 && char.IsAsciiDigit(l[0])).Select(l => string.Join(',', l.Split(',').Take(2))));
        Assert.NotEmpty(await EventsAsync(portal));

        await page.GoAsync(Urls.Imports);
        await page.GetByRole(AriaRole.Row, new() { NameRegex = Loaded() }).WaitForAsync();
        await page.AssertAccessibleAsync("imports");
    }

    [Fact]
    public async Task A_long_import_goes_on_without_its_page_is_stopped_and_goes_on_again()
    {
        await using var portal = await WebPortal.StartAsync();
        var page = await browser.SignedInAsync(portal, Role.Analyst);
        await using var context = page.Context; // closed before the portal is
        await page.GoAsync(Urls.NewImport);
        var rows = string.Concat(Enumerable.Range(0, 60_000).Select(i => $"p{i}@example.com,yes\n"));
        await page.GetByLabel("CSV file").SetInputFilesAsync(new FilePayload { Name = "long.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes("email,status\n" + rows) });
        await page.GetByRole(AriaRole.Heading, new() { Name = "Step 2 of 4: Columns" }).WaitForAsync();
        await page.WaitForLiveAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Check the file" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Load 60,000 rows" }).ClickAsync(new() { Timeout = 60_000 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop" }).WaitForAsync();
        var address = page.Url;

        await page.GoAsync("/"); // leaves it alone
        await page.GoAsync(address);
        await page.AssertAccessibleAsync("loading");
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on" }).WaitForAsync();
        await page.AssertAccessibleAsync("stopped");
        Assert.InRange((await EventsAsync(portal)).Count, 0, 59_999);
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();

        await page.GetByText("60,000 rows read to the end").WaitForAsync(new() { Timeout = 120_000 });
        Assert.Equal(60_000, (await EventsAsync(portal)).Distinct().Count());
    }

    [GeneratedRegex("^Load [0-9,]+ rows$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LoadRows();

    [GeneratedRegex("crm-export.csv.*Loaded", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Loaded();

    private static async Task<List<long>> EventsAsync(WebPortal portal)
    {
        await using var db = portal.NewDb();
        return await db.Set<ConsentEvent>().Select(e => e.PointId.Value).ToListAsync();
    }
}
