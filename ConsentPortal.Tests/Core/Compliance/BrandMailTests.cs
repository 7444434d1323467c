using System.Text;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Compliance;

public sealed class BrandMailTests
{
    [Theory, OnEveryDatabase]
    public async Task Mails_of_a_profile_come_from_its_brand_and_their_links_lead_to_its_host(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider, with: [("ConsentPortal:PublicUrl", "https://portal.example:8443"), ("ConsentPortal:Mail:From", "consent@portal.example"), ("ConsentPortal:Mail:FromName", "Portal")]);
        Assert.Contains("From: \"Portal\" <consent@portal.example>\r\n", await MessageAsync(portal), StringComparison.Ordinal);

        await BrandTests.ChooseAsync(portal, await BrandTests.AddAsync(portal, BrandTests.Fabrikam));

        var message = await MessageAsync(portal);
        Assert.Contains("From: \"Fabrikam News\" <news@fabrikam.example>\r\nReply-To: answers@fabrikam.example\r\n", message, StringComparison.Ordinal);
        Assert.Contains("https://preferences.fabrikam.example:8443/u/token", message.Replace("=\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("portal.example:8443/u", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_without_a_name_is_never_shown_under_the_portals_name()
    {
        await using var portal = await TestPortal.StartAsync(with: [("ConsentPortal:Mail:From", "consent@portal.example"), ("ConsentPortal:Mail:FromName", "Portal")]);
        await BrandTests.ChooseAsync(portal, await BrandTests.AddAsync(portal, new("Fabrikam Ä") { SenderAddress = "news@fabrikam.example" }));

        var message = await MessageAsync(portal);

        Assert.Contains($"From: {MimeText.Phrase("Fabrikam Ä")} <news@fabrikam.example>\r\n", message, StringComparison.Ordinal);
        Assert.DoesNotContain("Reply-To", message, StringComparison.Ordinal);
    }

    private static async Task<string> MessageAsync(TestPortal portal)
    {
        var profile = (await portal.RulesAsync()).Profile("default")!;
        await using var db = portal.NewDb();
        var values = new MailValues().With("link", portal.Get<LinkMail>().Url(profile, "token"));
        var letter = await portal.Get<MailWriter>().WriteAsync(db, LinkMail.Mail, ConfirmationMail.From(profile), "en", values, default);
        var id = (await portal.Get<SendEmail>().RunAsync(new(LinkMail.Kind, "ann@example.com", letter.Subject, letter.Body), Actor.System, default)).Value;
        return Encoding.UTF8.GetString(portal.Get<MailMessages>().Write(await db.Set<Email>().AsNoTracking().SingleAsync(e => e.Id == id)));
    }
}
