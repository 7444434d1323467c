using Bunit;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web;
using ConsentPortal.Web.Admin.Mail;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Tests.Web.Admin.Mail;

public sealed class TextMessagesPageTests
{
    [Fact]
    public async Task Staff_see_masked_numbers_and_reasons_narrow_by_state_and_send_again_what_failed()
    {
        await using var portal = await TestPortal.StartAsync(with: ("ConsentPortal:Texts:Pickup", "texts"));
        var (failed, waiting) = (await QueueAsync(portal, "+4915112345678"), await QueueAsync(portal, "+33612345699"));
        await using (var db = portal.NewDb())
        {
            var message = await db.Set<TextMessage>().SingleAsync(m => m.Id == failed);
            for (var i = 0; i < TextMessage.MaxAttempts; i++)
            {
                message.Missed("The text message gateway answered 503.", portal.Clock.Now());
            }

            await db.SaveChangesAsync();
        }

        await using var screen = await Screen.OfAsync(portal);
        var page = screen.Render<TextMessagesPage>();
        Assert.Equal(2, page.WaitForElements("tbody tr").Count);
        Assert.DoesNotContain("15112345678", page.Markup, StringComparison.Ordinal);
        var row = page.FindAll("tbody tr")[1].TextContent;
        Assert.All(["+49…78", "Given up", "5 tries", "answered 503"], word => Assert.Contains(word, row, StringComparison.Ordinal));

        screen.Services.GetRequiredService<NavigationManager>().NavigateTo(Urls.TextMessagesIn(TextState.GivenUp));
        page = screen.Render<TextMessagesPage>();
        var only = page.WaitForElements("tbody tr").Single();
        Assert.Contains(failed.ToString(), only.InnerHtml, StringComparison.Ordinal);
        await page.Find("tbody button").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("No such text message", page.Markup, StringComparison.Ordinal));
        Assert.Equal(TextState.Waiting, (await portal.Get<ReadText>().RunAsync(failed, Actors.Admin, default)).Value.Row.State);
        Assert.NotEqual(failed, waiting);
    }

    [Fact]
    public async Task One_that_is_out_of_date_says_so_and_has_no_button()
    {
        await using var portal = await TestPortal.StartAsync(with: ("ConsentPortal:Texts:Pickup", "texts"));
        var id = await QueueAsync(portal, "+4915112345678");
        await using (var db = portal.NewDb())
        {
            (await db.Set<TextMessage>().SingleAsync()).Forget(portal.Clock.Now());
            await db.SaveChangesAsync();
        }

        await using var screen = await Screen.OfAsync(portal);
        var page = screen.Render<TextMessagePage>(p => p.Add(x => x.Id, id.Value));

        page.WaitForAssertion(() => Assert.Contains("It cannot be sent again", page.Markup, StringComparison.Ordinal));
        Assert.Contains("It could not be sent in time.", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("button"));
    }

    private static async Task<Id<TextMessage>> QueueAsync(TestPortal portal, string number)
    {
        await using var db = portal.NewDb();
        var queued = portal.Get<SendText>().Add(db, new("address_code", number, "Your code is 123456.", 0, TimeSpan.FromMinutes(10)));
        await db.SaveChangesAsync();
        return queued.Value;
    }
}
