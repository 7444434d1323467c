using System.Net;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Web.Public;

/// <summary>"Why are you leaving": after the save, for who likes to answer.</summary>
public sealed class LeavingTests
{
    [Theory, OnEveryDatabase]
    public async Task The_question_comes_after_the_save_and_its_answer_is_kept_beside_it(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        using Reader reader = new(portal);
        await reader.OpenAsync($"/u/{await portal.TokenAsync("ann@example.com")}");
        Assert.False(reader.Sees("Send my answer"));
        await reader.PressAsync("Unsubscribe from everything");
        var events = (await portal.EventsAsync()).Count;
        Assert.Empty(reader.Page.QuerySelectorAll("input[name=reason][checked]")); // nothing is ticked for them
        reader.Choose("reason", "tooMany");
        reader.Write("note", new string('x', 600));

        Assert.Equal(HttpStatusCode.OK, await reader.PressAsync("Send my answer"));

        Assert.Equal("Thank you for your answer", reader.Title);
        Assert.Equal(events, (await portal.EventsAsync()).Count);
        await using var db = portal.NewDb();
        var answer = await db.Set<LeavingReason>().SingleAsync();
        Assert.Equal(LeavingWord.TooMany, answer.Word);
        Assert.Equal(LeavingReason.NoteMaxLength, (await db.Set<SideRow>().SingleAsync(r => r.Id == answer.NoteId)).Content!.Length);
        var seen = (await portal.Get<ReadCenterDesign>().RunAsync(answer.ProfileId, Actors.Admin, CancellationToken.None)).Value;
        Assert.Equal([(LeavingWord.TooMany, 1)], seen.Reasons.Select(r => (r.Word, r.Count)));
    }

    [Fact]
    public async Task One_save_has_one_answer_and_no_other_link_gives_it()
    {
        await using var portal = await WebPortal.StartAsync();
        using Reader reader = new(portal);
        await reader.OpenAsync($"/u/{await portal.TokenAsync("ann@example.com")}");
        await reader.PressAsync("Unsubscribe from everything");
        var (save, path) = (reader.Page.QuerySelector("input[name=save]")!.GetAttribute("value")!, reader.Page.QuerySelector("form[action$='/reason']")!.GetAttribute("action")!);
        var other = $"/u/{await portal.TokenAsync("ben@example.com")}/reason";
        using var client = portal.NewClient();

        await SendAsync(other, save, "privacy");
        await SendAsync(path, "forged", "privacy");
        await SendAsync(path, save, "noSuchWord");
        await using var db = portal.NewDb();
        Assert.Equal(0, await db.Set<LeavingReason>().CountAsync());
        await SendAsync(path, save, "notRelevant");
        await SendAsync(path, save, "privacy");

        Assert.Equal(LeavingWord.NotRelevant, (await db.Set<LeavingReason>().SingleAsync()).Word);

        async Task SendAsync(string to, string with, string reason)
        {
            using FormUrlEncodedContent body = new(new Dictionary<string, string>(StringComparer.Ordinal) { ["save"] = with, ["reason"] = reason, ["note"] = "" });
            using var answer = await client.PostAsync(new Uri(to, UriKind.Relative), body);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Nobody_is_asked_where_the_profile_does_not_ask()
    {
        await using var portal = await WebPortal.StartAsync();
        await portal.ShowsAsync(s => s with { Reasons = false });
        using Reader reader = new(portal);
        await reader.OpenAsync($"/u/{await portal.TokenAsync("ann@example.com")}");

        await reader.PressAsync("Unsubscribe from everything");

        Assert.False(reader.Sees("Send my answer"));
    }
}
