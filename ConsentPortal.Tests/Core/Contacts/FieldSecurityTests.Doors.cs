using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Tests.Core.Exports;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Contacts;

public sealed partial class FieldSecurityTests
{
    private static readonly System.Text.Json.JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task No_list_finds_or_orders_people_by_an_own_field_and_no_message_to_applications_carries_one()
    {
        await using var portal = await TestPortal.StartAsync();
        var ann = await AnnAsync(portal);
        await using (var db = portal.NewDb())
        {
            Assert.DoesNotContain("1990", (await db.FindAsync<Contact>(ann))!.SearchText, StringComparison.Ordinal);
            Assert.DoesNotContain(await db.Set<OutboxMessage>().ToListAsync(), m => m.Payload.Contains(Born, StringComparison.Ordinal) || m.Payload.Contains("Gold", StringComparison.Ordinal));
        }

        foreach (var text in new[] { Born, "gold", "1990" })
        {
            Assert.Equal(0, (await portal.Get<FindContacts>().RunAsync(new() { Text = text }, Actors.Admin, default)).Value.Count);
            Assert.Empty((await portal.Get<ListPeople>().ByAsync(null, null, text, Actors.Admin, default)).Value);
        }

        Assert.Equal(["Changed", "Name", "Account", "Kind"], Enum.GetNames<ContactSort>()); // an order would tell whose value is the smaller
        Assert.Empty(await portal.TrailAsync(ContactFieldEvent.Read, Actors.Admin));
    }

    [Fact]
    public async Task The_trail_gives_no_value_away_to_who_may_not_read_the_field()
    {
        await using var portal = await TestPortal.StartAsync();
        var ann = await AnnAsync(portal);
        await FieldScene.FieldAsync(portal.Get<AddContactField>, "Note", with: f => f with { Readers = FieldRoles.SalesRepresentative });
        await portal.SetAsync(ann, Actors.Admin, ("note", "Likes tea"));

        var seen = (await portal.Get<FindAuditEntries>().RunAsync(new(), null, Actors.Officer, default)).Value.Rows;

        var all = System.Text.Json.JsonSerializer.Serialize(seen, Plain) + await portal.TakeAsync(ExportScene.Audit, actor: Actors.Officer);
        Assert.Contains("Ann Example", all, StringComparison.Ordinal);
        Assert.DoesNotContain("Likes tea", all, StringComparison.Ordinal);
        Assert.DoesNotContain(Born, all, StringComparison.Ordinal);
    }
}
