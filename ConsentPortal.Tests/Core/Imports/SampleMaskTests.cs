using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Imports;

/// <summary>What an analyst, who may import but not read people, is shown of a file.</summary>
public sealed class SampleMaskTests
{
    private const string File = "email,name,birthday,phone,topic,status,date\nann.abbott@example.com,Ann Abbott,1980-02-03,+491701234567,Service,yes,2025-01-01\nbob@example.com,Bob Brown,1980-02-03,,Service,perhaps,2025-01-02\nno address,Cleo Clark,1990-04-06,,Cleo Clark,yes,2025-01-02\nno address,Cleo Clark,1990-04-06,,Cleo Clark,yes,2025-01-02\n";
    private static readonly string[] Secrets = ["ann.abbott", "Abbott", "Brown", "1980-02-03", "1990-04-06", "1701234567", "Cleo"];

    [Fact]
    public async Task The_preview_and_the_dry_run_hide_people_and_show_what_mapping_needs()
    {
        await using var portal = await TestPortal.StartAsync();
        var id = await portal.UploadAsync(File);
        var draft = await portal.ReadAsync(id);
        var whole = (await portal.Get<ReadImport>().RunAsync(id, Actors.Admin, default))!;
        ImportOptions options = draft.Options with { CreateTopics = false, Columns = [ImportField.Email, ImportField.Source, ImportField.OccurredAt, ImportField.Ignore, ImportField.Channel, ImportField.Status, ImportField.Ignore] };

        var masked = (await portal.Get<DryRunImport>().RunAsync(new(id, options), Actors.Analyst, default)).Value;
        var open = (await portal.Get<DryRunImport>().RunAsync(new(id, options), Actors.Admin, default)).Value;

        Assert.Equal("Ann Abbott", whole.Sample[0][1]);
        Assert.Equal(["a…@e….com", SampleMask.Hidden, SampleMask.Hidden, "+49…67", SampleMask.Hidden, "yes", "dddd-dd-dd"], draft.Sample[0]);
        Assert.Contains("ann.abbott@example.com", open.First.Values.SelectMany(r => r).SelectMany(r => r.Cells));
        var cells = masked.First.Values.SelectMany(r => r).SelectMany(r => r.Cells).ToList();
        Assert.Contains("dddd-dd-dd", cells);
        var shown = string.Join('|', draft.Sample.SelectMany(r => r)) + string.Join('|', cells) + string.Join('|', masked.Statuses.Select(s => s.Word));
        Assert.All(Secrets, secret => Assert.DoesNotContain(secret, shown, StringComparison.Ordinal));
        Assert.Equal(open.Counts.RejectedTotal, masked.Counts.RejectedTotal);
    }

    [Fact]
    public async Task Words_that_nobody_knows_are_shown_to_who_brought_the_file_only()
    {
        await using var portal = await TestPortal.StartAsync();
        var id = await portal.UploadAsync(File.Replace(",yes,", ",withdrawn,", StringComparison.Ordinal));
        var draft = await portal.ReadAsync(id);
        ImportOptions names = draft.Options with { CreateTopics = true, Columns = [ImportField.Email, ImportField.Status, ImportField.Ignore, ImportField.Ignore, ImportField.Topic, ImportField.Ignore, ImportField.Ignore] };
        var other = Actors.Analyst with { Id = "9", Name = "Another Analyst" };

        var own = (await portal.Get<DryRunImport>().RunAsync(new(id, draft.Options), Actors.Analyst, default)).Value;
        var theirs = (await portal.Get<DryRunImport>().RunAsync(new(id, draft.Options), other, default)).Value;
        var named = (await portal.Get<DryRunImport>().RunAsync(new(id, names), other, default)).Value;

        Assert.Contains("perhaps", own.Statuses.Select(s => s.Word));
        Assert.Equal(["withdrawn"], theirs.Statuses.Select(s => s.Word));
        Assert.Equal((true, 0), (named.Counts.RejectedTotal > 0, named.Statuses.Count));
        Assert.All(named.NewTopics, t => Assert.Equal((SampleMask.Hidden, SampleMask.Hidden), (t.Code, t.Name)));
        Assert.DoesNotContain("Cleo", string.Join('|', named.First.Values.SelectMany(r => r).SelectMany(r => r.Cells)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_rejected_rows_go_to_who_brought_the_file_and_to_who_may_read_people()
    {
        await using var portal = await TestPortal.StartAsync();
        var id = await portal.UploadAsync(File);
        await portal.StartAsync(id);
        await portal.RunAsync(id);
        var other = Actors.Analyst with { Id = "9", Name = "Another Analyst" };

        Assert.Contains("Cleo Clark", await portal.RejectedAsync(id), StringComparison.Ordinal);
        Assert.True((await portal.Get<ReadRejected>().RunAsync(id, _ => new StringWriter(), Actors.Admin, default)).Ok);
        Assert.Equal(Refusal.Forbidden, (await portal.Get<ReadRejected>().RunAsync(id, _ => throw new InvalidOperationException(), other, default)).Problem!.Refusal);
    }
}
