using System.Text;
using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Imports;

public sealed class UploadImportTests
{
    public static readonly TheoryData<string, string> NoFiles = new()
    {
        { "", "empty" }, { "email;status\n", "no-rows" }, { "ann@example.com;yes\nbob@example.com;no\n", "no-header" }, { "PK\u0003\u0004\0\0;x\n\u0001;y\n", "no-text" },
    };

    [Theory]
    [MemberData(nameof(NoFiles))]
    public async Task What_is_no_table_is_refused_with_the_mend_and_not_kept(string content, string why)
    {
        await using var portal = await TestPortal.StartAsync();
        using MemoryStream bytes = new(Encoding.UTF8.GetBytes(content));

        var outcome = await portal.Get<UploadImport>().RunAsync(new("x.csv", bytes), Actors.Analyst, default);

        Assert.Equal(why, UploadProblem.NameOf(outcome.Problem!));
        Assert.Equal(outcome.Problem, UploadProblem.Of(why));
        Assert.Empty(Directory.GetFiles(portal.Get<DataDirectory>().Uploads));
    }

    [Theory]
    [InlineData("utf-8", ';', true)]
    [InlineData("utf-8", ',', false)]
    [InlineData("utf-16", '\t', true)]
    [InlineData("windows-1252", ';', false)]
    public async Task Separator_and_encoding_are_found_out(string encoding, char delimiter, bool mark)
    {
        await using var portal = await TestPortal.StartAsync();
        var coder = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding);
        byte[] bytes = [.. mark ? coder.GetPreamble() : [], .. coder.GetBytes($"E-Mail{delimiter}Zustimmung{delimiter}Quelle\r\nann@example.com{delimiter}ja{delimiter}Café, Übersee\r\n".Replace("é, ", "é ", StringComparison.Ordinal))];
        using MemoryStream content = new(bytes);
        var id = await portal.UploadAsync(content, "file.csv");

        await portal.StartAsync(id, o => o with { Statuses = new(StringComparer.Ordinal) { ["ja"] = StatusMeaning.OptedIn } });
        await portal.RunAsync(id);

        Assert.Equal("Café Übersee", (await portal.World.EventsAsync()).Single().Source);
    }

    [Fact]
    public async Task A_loaded_file_is_deleted_and_a_discarded_one_too()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.ImportAsync("email,status\nann@example.com,yes\n");
        var draft = await portal.UploadAsync("email,status\nann@example.com,yes\n");

        Assert.Single(Directory.GetFiles(portal.Get<DataDirectory>().Uploads));
        Assert.True((await portal.Get<DiscardImport>().RunAsync(new(draft), Actors.Analyst, default)).Ok);
        Assert.Empty(Directory.GetFiles(portal.Get<DataDirectory>().Uploads));
    }
}
