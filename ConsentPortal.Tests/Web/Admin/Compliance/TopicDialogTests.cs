using Bunit;
using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Tests.Core.Compliance;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Admin.Compliance;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Tests.Web.Admin.Compliance;

public sealed class TopicDialogTests
{
    [Fact]
    public async Task The_code_follows_the_english_name_until_somebody_types_one()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal, name: "Ada Admin");
        var purpose = (await portal.ViewAsync()).Purposes[0];
        var dialog = screen.Render<TopicDialog>(p => p.Add(d => d.Purpose, purpose));

        await dialog.Find("#f-name-en").ChangeAsync(new ChangeEventArgs { Value = "Größe & Preise" });
        Assert.Equal("groesse-preise", dialog.Find("#f-code").GetAttribute("value"));
        await dialog.Find("#f-code").ChangeAsync(new ChangeEventArgs { Value = "newsletter" });
        await dialog.Find("#f-name-en").ChangeAsync(new ChangeEventArgs { Value = "Prices" });
        await dialog.Find("form").SubmitAsync();

        Assert.Contains("already has a topic with this code", dialog.Find("#f-code-error").TextContent, StringComparison.Ordinal);
        await dialog.Find("#f-code").ChangeAsync(new ChangeEventArgs { Value = "prices" });
        await dialog.Find("form").SubmitAsync();
        Assert.Contains("prices", (await portal.ViewAsync()).Purposes[0].Topics.Select(t => t.Code));
    }

    [Fact]
    public async Task A_topic_that_somebody_else_edited_meanwhile_is_merged_inside_the_dialog()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal, name: "Ada Admin");
        var purpose = (await portal.ViewAsync()).Purposes[0];
        async Task<(ReadProfile.PurposeView?, IReadOnlyList<AuditRow>)> ReadAsync()
            => ((await portal.ViewAsync()).Purposes[0], (await portal.Get<ReadHistory>().RunAsync(new([new("purpose", purpose.Id.ToString())]), Actors.Admin, default)).Value.Rows);
        var dialog = screen.Render<TopicDialog>(p => p.Add(d => d.Purpose, purpose).Add(d => d.Topic, purpose.Topics[0]).Add(d => d.Read, ReadAsync));
        await dialog.Find("#f-name-en").ChangeAsync(new ChangeEventArgs { Value = "Mine" });
        await portal.Get<EditTopic>().RunAsync(new(purpose.Topics[0].Id, purpose.Version, new("Theirs", "Ihres"), purpose.Topics[0].Description, true), Actors.Admin with { Name = "Olga Other" }, default);

        await dialog.Find("form").SubmitAsync();

        Assert.Contains("Olga Other saved while you were editing", dialog.Find("#meanwhile").TextContent, StringComparison.Ordinal);
        Assert.Equal(("Mine", "Ihres"), (dialog.Find("#f-name-en").GetAttribute("value"), dialog.Find("#f-name-de").GetAttribute("value")));
        await dialog.Find("form").SubmitAsync();
        Assert.Equal(new LocalText("Mine", "Ihres"), (await portal.ViewAsync()).Purposes[0].Topics[0].Name);
    }

    [Fact]
    public void A_suggested_code_is_always_a_valid_one()
    {
        foreach (var (name, code) in new[] { ("Product updates", "product-updates"), ("  Über uns!! ", "ueber-uns"), ("Straße", "strasse"), ("Élan — 2026", "elan-2026"), ("日本", ""), (new string('a', 59) + " b", new string('a', 59)) })
        {
            Assert.Equal(code, CodeNames.Suggest(name));
        }
    }
}
