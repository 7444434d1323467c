using AngleSharp.Dom;
using Bunit;
using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Core.Compliance;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Admin.Mail;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Web.Admin.Mail;

public sealed class TextFormTests
{
    [Fact]
    public async Task The_preview_follows_every_key_runs_nothing_and_says_what_keeps_it_from_following()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal);
        var form = await RenderAsync(portal, screen, "ar");

        var frame = form.Find("iframe");
        Assert.Equal("", frame.GetAttribute("sandbox"));
        Assert.Contains("<html lang=\"ar\" dir=\"rtl\">", frame.GetAttribute("srcdoc"), StringComparison.Ordinal);
        Assert.Equal("rtl", form.Find("#f-body").GetAttribute("dir"));

        await form.Find("#f-body").InputAsync("<b>Hi</b> {sender}\n\n{items}\n\n{link}");
        Assert.Contains("&lt;b&gt;Hi&lt;/b&gt; <bdi>", form.Find("iframe").GetAttribute("srcdoc"), StringComparison.Ordinal);

        await form.Find("#f-body").InputAsync("No link any more {items}");
        Assert.Contains("Put {link} on a line of its own", form.Find(".notice.warn").TextContent, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;Hi", form.Find("iframe").GetAttribute("srcdoc"), StringComparison.Ordinal); // the last that could be shown

        await form.FindAll("input[name=preview]")[2].ChangeAsync(new() { Value = "on" });
        Assert.Contains("<b>Hi</b>", form.Find("pre").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_said_beside_its_field_and_a_changed_field_offers_the_shipped_words()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal);
        var form = await RenderAsync(portal, screen);
        Assert.Empty(form.FindAll(".changed"));

        await form.Find("#f-subject").InputAsync("{name}, please");
        await form.Find("form").SubmitAsync();

        Assert.Contains("{name} is not known here", form.Find("#f-subject-error").TextContent, StringComparison.Ordinal);
        Assert.Equal("{name}, please", form.Find("#f-subject").GetAttribute("value"));
        Assert.Contains("Please confirm", form.Find(".changed .shipped").TextContent, StringComparison.Ordinal);
        await form.Find(".changed button").ClickAsync(new());
        Assert.Empty(form.FindAll(".changed"));
        Assert.Contains("Please confirm", form.Find("#f-subject").GetAttribute("value"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Own_words_are_saved_tested_and_the_second_editor_sees_the_firsts()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal);
        var form = await RenderAsync(portal, screen);

        await form.Find("#f-subject").InputAsync("Do you want our news?");
        await Button(form, "Send me a test").ClickAsync(new());
        await form.Find("form").SubmitAsync();

        var saved = await ViewAsync(portal);
        Assert.Equal((true, "Do you want our news?"), (saved.Edited, saved.Words.Subject));
        await using var db = portal.NewDb();
        Assert.Equal(("[Test] Do you want our news?", $"{screen.MemberId}@example.com"), await db.Set<Email>().Select(e => ValueTuple.Create(e.Subject, e.To)).SingleAsync());

        await form.Find("#f-subject").InputAsync("Mine");
        await portal.Get<EditTemplate>().RunAsync(new(saved.Key, saved.Version, saved.Words with { Subject = "Theirs" }), Actors.Admin with { Name = "Olga Other" }, CancellationToken.None);
        await form.Find("form").SubmitAsync();
        Assert.All(["Olga Other", "Theirs", "Mine"], word => Assert.Contains(word, form.Find("#meanwhile").TextContent, StringComparison.Ordinal));
        await form.Find("form").SubmitAsync();
        Assert.Equal("Mine", (await ViewAsync(portal)).Words.Subject);
    }

    [Fact]
    public async Task Who_may_only_look_finds_no_button()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal, Role.PrivacyOfficer);
        var form = await RenderAsync(portal, screen, canEdit: false);

        Assert.True(form.Find("#f-subject").HasAttribute("disabled"));
        Assert.DoesNotContain(form.FindAll("button"), b => b.TextContent.Contains("Save", StringComparison.Ordinal) || b.TextContent.Contains("test", StringComparison.Ordinal));
        Assert.NotNull(form.Find("iframe"));
    }

    private static async Task<IRenderedComponent<TextForm>> RenderAsync(TestPortal portal, Screen screen, string language = "en", bool canEdit = true)
    {
        var profile = await portal.ViewAsync();
        var view = await ViewAsync(portal, language);
        IRenderedComponent<TextForm>? form = null;
        async Task ReloadAsync()
        {
            var now = await ViewAsync(portal, language);
            var rows = (await portal.Get<ReadHistory>().RunAsync(new([new(MailTextEvents.Subject, now.Id.ToString())]), Actors.Admin, default)).Value.Rows;
            form!.Render(p => p.Add(f => f.View, now).Add(f => f.History, rows));
        }

        form = screen.Render<TextForm>(p => p.Add(f => f.View, view).Add(f => f.Profile, profile).Add(f => f.CanEdit, canEdit).Add(f => f.Reload, ReloadAsync));
        return form;
    }

    private static async Task<ReadTemplate.View> ViewAsync(TestPortal portal, string language = "en")
        => (await portal.Get<ReadTemplate>().RunAsync(new((await portal.ViewAsync()).Id.Value, "opt_in_request", language), Actors.Admin, default)).Value;

    private static IElement Button(IRenderedComponent<TextForm> form, string label) => form.FindAll("button").Single(b => b.TextContent.Contains(label, StringComparison.Ordinal));
}
