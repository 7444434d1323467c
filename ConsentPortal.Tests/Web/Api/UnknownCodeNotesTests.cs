using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Web.Api;

/// <summary>A call that names what does not exist is answered as ever, and noted for the dashboard.</summary>
public sealed class UnknownCodeNotesTests
{
    [Fact]
    public async Task A_check_and_an_audience_note_the_code_that_is_wrong()
    {
        await using var portal = await WebPortal.StartAsync();
        using var crm = await portal.ProgramAsync(ApiClient.Everything);
        Assert.Equal("purpose_unknown", await crm.ReasonAsync("ann@example.com", new { purpose = "comercial" }));
        Assert.Equal("purpose_unknown", await crm.ReasonAsync("ann@example.com", new { topic = "newsleter" }));
        await crm.ReasonAsync("ann@example.com", new { topic = "newsletter" });
        await crm.SendAsync("audience/filter?profile=defualt&purpose=commercial&channel=email", "\"ann@example.com\"\n", "application/x-ndjson");

        await portal.Get<NoteUnknownCodes>().RunAsync(new(), Actor.System, CancellationToken.None);

        await using var db = portal.NewDb();
        Assert.Equal(["Profile defualt 1", "Purpose comercial 1", "Topic newsleter 1"], db.Set<UnknownCode>().AsEnumerable().Select(c => $"{c.Kind} {c.Code} {c.Count}").Order(StringComparer.Ordinal));
    }
}
