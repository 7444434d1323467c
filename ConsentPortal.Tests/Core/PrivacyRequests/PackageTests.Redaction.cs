using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Tests.Core.Compliance;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.PrivacyRequests;

/// <summary>What does not go out: what is about others, and what never leaves.</summary>
public sealed partial class PackageTests
{
    [Fact]
    public async Task What_an_officer_takes_out_is_replaced_by_the_reason_in_every_file_and_stays_in_the_case()
    {
        await using var scene = await PackageScene.StartAsync(contact: AnnAsync);
        var package = await scene.GatherAsync();
        var row = Assert.Single((await scene.RowsAsync("consent-history", onlyOthers: true)).Rows);
        Assert.Equal(("justification", "Bob told us about her"), row.Cells.Where(c => c.OfOthers).Select(c => (c.Field, c.Value)).Single());
        Assert.False((await scene.RedactAsync(row, "justification", " ")).Ok);

        Assert.True((await scene.RedactAsync(row, "justification", "names another customer")).Ok);
        Assert.Equal(Refusal.Conflict, (await scene.RedactAsync(row, "justification")).Problem!.Refusal);
        var whole = (await scene.RowsAsync("address-history")).Rows[0];
        Assert.True((await scene.RedactAsync(whole, "", "is about a neighbour")).Ok);
        Assert.Equal("names another customer", (await scene.RowsAsync("consent-history", onlyOthers: true)).Rows[0].Cells.Single(c => c.OfOthers).Redacted);
        await scene.ReleaseAsync();

        var zip = await scene.FetchAsync();
        Assert.Equal("[redacted: names another customer]", PackageZip.Field(zip.Records("consent-history")[0], "justification"));
        Assert.Equal("[redacted: is about a neighbour]", PackageZip.Field(zip.Records("address-history")[0], "redacted"));
        Assert.DoesNotContain("Bob told us", zip.Everything, StringComparison.Ordinal);
        Assert.Contains("names another customer", zip.Text("summary.html"), StringComparison.Ordinal);
        Assert.Contains("[redacted: is about a neighbour]", zip.Text("csv/address-history.csv"), StringComparison.Ordinal);
        Assert.True(PackageContents.FromJson(package.Contents).OfOthers > 0);
        Assert.Contains(await scene.Portal.AuditAsync(), a => a.Entry.Kind == PackageEvent.Redacted && a.Values.Reason == "names another customer");
    }

    [Fact]
    public async Task It_does_not_go_out_before_somebody_looked_at_what_may_be_about_others_and_not_after_it_was_put_back()
    {
        await using var scene = await PackageScene.StartAsync(contact: AnnAsync);
        await scene.GatherAsync();
        var row = (await scene.RowsAsync("consent-history", onlyOthers: true)).Rows[0];

        var unseen = await scene.Portal.Get<ReleasePackage>().RunAsync(new(scene.Request, LookedAtOthers: false), Actors.Officer, Ct);

        Assert.Equal("lookedAtOthers", unseen.Problem!.Field);
        Assert.True((await scene.RedactAsync(row, "justification")).Ok);
        Assert.True((await scene.Portal.Get<RestoreInPackage>().RunAsync(new(scene.Request, row.Table, row.Record, "justification"), Actors.Officer, Ct)).Ok);
        await scene.ReleaseAsync();
        Assert.Equal("Bob told us about her", PackageZip.Field((await scene.FetchAsync()).Records("consent-history")[0], "justification"));
        Assert.False((await scene.RedactAsync(row, "justification")).Ok); // it is out
    }

    [Fact]
    public async Task At_a_shared_address_what_names_the_other_person_stays_out_and_what_names_nobody_is_flagged()
    {
        await using var scene = await PackageScene.StartAsync(contact: async portal =>
        {
            await portal.World.ScopeAsync(OptOutScope.Contact);
            var ann = await portal.World.PersonAsync("crm-1", [Ann]);
            await portal.World.PersonAsync("crm-2", [Ann], f => f with { FirstName = "Zoltan" });
            await portal.World.SaysAsync(Ann, ConsentStatus.OptedIn, with: s => s with { Contact = "crm-2" });
            await portal.World.SaysAsync(Ann, ConsentStatus.OptedOut, with: s => s with { Contact = "crm-1" });
            return ann;
        });

        await scene.GatherAsync();

        var events = (await scene.RowsAsync("consent-history")).Rows;
        Assert.Equal("optedOut", Assert.Single(events).Cells.Single(c => c.Field == "status").Value);
        await scene.ReleaseAsync();
        Assert.DoesNotContain("Zoltan", (await scene.FetchAsync()).Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Passwords_and_numbers_of_accounts_and_cards_never_leave_and_the_person_is_told_that_they_are_held()
    {
        await using var scene = await PackageScene.StartAsync(contact: async portal =>
        {
            var ann = await AnnAsync(portal);
            await using var db = portal.NewDb();
            var contact = await db.Set<Contact>().Include(c => c.States).SingleAsync(c => c.Id == ann);
            contact.Fields = new() { ["shop_password"] = "hunter2", ["IBAN"] = "DE89370400440532013000", ["shoe_size"] = "39" };
            db.Announce(new ContactEvent("contact.edited", ann.ToString()), Actors.Admin);
            await db.SaveChangesAsync();
            return ann;
        });

        await scene.GatherAsync();
        await scene.ReleaseAsync();

        var zip = await scene.FetchAsync();
        Assert.Equal("39", PackageZip.Field(zip.Records("person")[0], "shoe_size"));
        Assert.DoesNotContain("hunter2", zip.Everything, StringComparison.Ordinal);
        Assert.DoesNotContain("DE8937", zip.Everything, StringComparison.Ordinal);
        Assert.Contains("IBAN: is never sent out", zip.Text("summary.html"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Passport number", true)]
    [InlineData("Kennwort", true)]
    [InlineData("pin", true)]
    [InlineData("shipping", false)]
    [InlineData("opinion", false)]
    [InlineData("account", false)]
    [InlineData("bank_account", true)]
    [InlineData("Führerschein-Nr.", true)]
    [InlineData("Contraseña", true)]
    [InlineData("contrasena_portal", true)]
    [InlineData("Hasło", true)]
    [InlineData("Numéro de sécurité sociale", true)]
    [InlineData("Carta d'identità", true)]
    [InlineData("Rijbewijsnummer", true)]
    [InlineData("Senha", true)]
    [InlineData("Dowód", true)]
    [InlineData("رقم الهوية", true)]
    [InlineData("كَلِمة المرور", true)]
    [InlineData("DNI", true)]
    [InlineData("Dnipro", false)]
    [InlineData("Größe", false)]
    [InlineData("العنوان", false)]
    public void Names_tell_what_never_leaves(string field, bool denied) => Assert.Equal(denied, DeniedFields.IsDenied(field));

    [Fact]
    public async Task A_look_at_sensitive_values_is_written_down_and_who_may_not_see_them_sees_none()
    {
        await using var scene = await PackageScene.StartAsync(contact: AnnAsync);
        await scene.GatherAsync();

        var shown = (await scene.RowsAsync("consent-history")).Rows[0].Cells.Single(c => c.Field == "origin.ip");
        var blind = Actors.Officer with { Permissions = Actors.Officer.Permissions & ~Permission.ReadSensitive };
        var hidden = (await scene.Portal.Get<ReadPackageRows>().RunAsync(new(scene.Request, "consent-history"), blind, Ct)).Value.Rows[0].Cells.Single(c => c.Field == "origin.ip");

        Assert.Equal(("203.0.113.7", "•••"), (shown.Value, hidden.Value));
        Assert.Single(await scene.Portal.AuditAsync(), a => a.Entry.Kind == PackageEvent.Viewed);
        Assert.Equal(Refusal.Forbidden, (await scene.Portal.Get<ReadPackageRows>().RunAsync(new(scene.Request, "consent-history"), Actors.Rep, Ct)).Problem!.Refusal);
    }
}
