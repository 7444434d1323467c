using ConsentPortal.Core.Imports;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Imports;

public sealed class ReadRejectedTests
{
    [Fact]
    public async Task Refused_rows_come_back_whole_safe_for_a_spreadsheet_and_load_again_once_mended()
    {
        await using var portal = await TestPortal.StartAsync();
        var job = await portal.ImportAsync("email;status;source\n=cmd()@example.com;perhaps;\"=HYPERLINK(\"\"http://evil.test\"\")\"\nnobody;yes;-1\nx\n");

        var file = await portal.RejectedAsync(job.Id);

        Assert.Equal("row,reason,email,status,source\r\n1,unknown_status,'=cmd()@example.com,perhaps,\"'=HYPERLINK(\"\"http://evil.test\"\")\"\r\n2,invalid_address,nobody,yes,'-1\r\n3,malformed_row,x\r\n", file);
        var again = await portal.ImportAsync(file.Replace("perhaps", "yes", StringComparison.Ordinal).Replace("nobody", "somebody@example.com", StringComparison.Ordinal).Replace("3,malformed_row,x\r\n", "", StringComparison.Ordinal));
        Assert.Equal((2, 0), (again.Counts.OptedIn, again.Counts.RejectedTotal));
        Assert.Equal(["=cmd()@example.com,commercial,,optedIn", "somebody@example.com,commercial,,optedIn"], await portal.StatesAsync());
        Assert.Equal(["=HYPERLINK(\"http://evil.test\")", "-1"], (await portal.World.EventsAsync()).Select(e => e.Source));
    }
}
