using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.PrivacyRequests;

/// <summary>The answer and the end of a case are one save, in the words of the kind and outcome.</summary>
public sealed class AnswerRequestTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly RequestState[] ToReview = [RequestState.Verified, RequestState.InProgress, RequestState.Review];

    [Theory, OnEveryDatabase]
    public async Task An_answer_closes_the_case_and_tells_the_person_in_their_language(DatabaseProvider provider)
    {
        await using var scene = await RequestScene.StartAsync(provider);
        var id = (await scene.Portal.Get<OpenRequest>().RunAsync(new("europe", RequestKind.Get, RequestIntake.Letter, new() { Email = "ann@example.com" }, Language: "de"), Actors.Officer, Ct)).Value.Id;
        await scene.Portal.KeepAsync();
        await scene.MoveAsync(id, ToReview);

        var answered = await scene.Portal.Get<AnswerRequest>().RunAsync(new(id, RequestState.Fulfilled, null, "Zwei Zeilen:\r\n\r\n<b>mit</b> {sender} darin."), Actors.Officer, Ct);

        Assert.True(answered is { Ok: true, Value.Mailed: true }, answered.Problem?.Message);
        var mail = Assert.Single(await scene.Portal.PostAsync("request_get_done", "ann@example.com"));
        Assert.Contains("Wir haben die Daten zusammengetragen", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Zwei Zeilen:\n\n<b>mit</b> {sender} darin.", mail.Text, StringComparison.Ordinal); // never a template, never markup
        Assert.Contains("&lt;b&gt;mit&lt;/b&gt; {sender} darin.", mail.Html, StringComparison.Ordinal);
        Assert.Equal(RequestState.Fulfilled, await scene.Portal.StateAsync(id));
        Assert.Contains("{sender}", (await scene.ReadAsync(id)).Timeline[^1].Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_says_why_and_what_can_be_done_whatever_the_template_says()
    {
        await using var scene = await RequestScene.StartAsync();
        var id = (await scene.OpenAsync(RequestKind.Forget)).Id;
        await scene.Portal.KeepAsync();
        var answer = scene.Portal.Get<AnswerRequest>();
        Assert.Equal("refusalCode", (await answer.RunAsync(new(id, RequestState.Refused, null, "No"), Actors.Officer, Ct)).Problem!.Field);
        Assert.Equal("note", (await answer.RunAsync(new(id, RequestState.Refused, "legal_obligation"), Actors.Officer, Ct)).Problem!.Field);
        Assert.Equal("as", (await answer.RunAsync(new(id, RequestState.Withdrawn), Actors.Officer, Ct)).Problem!.Field);
        Assert.Empty(await scene.Portal.PostAsync("request_forget_refused"));
        var kind = RequestMailKinds.Answer(RequestKind.Forget, RequestState.Refused);
        var words = kind.Shipped("en") with { Subject = "About {number}" };
        var europe = (await scene.ReadAsync(id)).Request.ProfileId.Value;
        var bare = await scene.Portal.Get<EditTemplate>().RunAsync(new(new(europe, kind.Code, "en"), 0, words with { Body = "{link}" }), Actors.Admin, Ct);
        Assert.Equal(["{reason}", "{remedies}"], bare.Problems.Select(p => p.Message.Split(' ')[1]));
        Assert.True((await scene.Portal.Get<EditTemplate>().RunAsync(new(new(europe, kind.Code, "en"), 0, words with { Body = "{reason}\n\n{remedies}\n\n{link}" }), Actors.Admin, Ct)).Ok);

        AnswerRequest.Command command = new(id, RequestState.Refused, "legal_obligation", "Invoices are kept for ten years.");
        var preview = await answer.PreviewAsync(command, Actors.Officer, Ct);
        Assert.True((await answer.RunAsync(command, Actors.Officer, Ct)).Ok);

        var mail = Assert.Single(await scene.Portal.PostAsync("request_forget_refused"));
        Assert.Equal((preview.Value.Subject, preview.Value.Body.Text), (mail.Subject, mail.Text));
        Assert.StartsWith("About 20", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("a law obliges us to keep the data", mail.Text, StringComparison.Ordinal);
        Assert.Contains("complaint with a data protection authority, and you may go to court", mail.Text, StringComparison.Ordinal);
        Assert.Equal(Refusal.Forbidden, (await answer.PreviewAsync(command, Actors.Rep, Ct)).Problem!.Refusal);
    }

    [Fact]
    public async Task Without_a_mail_address_the_case_is_closed_and_the_officer_is_told_that_no_mail_left()
    {
        await using var scene = await RequestScene.StartAsync();
        var id = (await scene.Portal.Get<OpenRequest>().RunAsync(new("europe", RequestKind.Get, RequestIntake.Phone, new() { Phone = "+49 30 1234567" }), Actors.Officer, Ct)).Value.Id;
        await scene.MoveAsync(id, [RequestState.Acknowledged, .. ToReview]);

        var answered = await scene.Portal.Get<AnswerRequest>().RunAsync(new(id, RequestState.Fulfilled, Words: "Sent as a letter."), Actors.Officer, Ct);

        Assert.True(answered is { Ok: true, Value.Mailed: false });
        Assert.Empty(await scene.Portal.PostAsync("request_get_done"));
    }

    [Theory]
    [InlineData("california", "California Privacy Protection Agency")]
    [InlineData("virginia", "appeal by writing to us")]
    public async Task A_refusal_names_the_remedies_of_the_law_of_its_profile(string profile, string remedy)
    {
        await using var scene = await RequestScene.StartAsync();
        Assert.True((await scene.Portal.Get<CreateProfile>().RunAsync(new("virginia", "virginia", "Example Inc", "1 Main Street", "us-state"), Actors.Admin, Ct)).Ok);
        var id = (await scene.OpenAsync(profile: profile)).Id;
        await scene.Portal.KeepAsync();

        Assert.True((await scene.Portal.Get<AnswerRequest>().RunAsync(new(id, RequestState.Refused, "no_data_held", "We know nobody by this address."), Actors.Officer, Ct)).Ok);

        var mail = Assert.Single(await scene.Portal.PostAsync("request_get_refused"));
        Assert.Contains(remedy, mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("data protection authority", mail.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RequestKind.Get, "No package")]
    [InlineData(RequestKind.Restrict, "not restricted yet")]
    [InlineData(RequestKind.Update, "still open")]
    [InlineData(RequestKind.Forget, "was not erased")]
    public async Task A_case_is_not_answered_as_done_while_what_was_asked_for_is_not(RequestKind kind, string why)
    {
        await using var scene = await RequestScene.StartAsync();
        await scene.Portal.World.PersonAsync("Ann Archer", "ann@example.com");
        var id = (await scene.Portal.Get<OpenRequest>().RunAsync(new("europe", kind, RequestIntake.Letter, new() { Email = "ann@example.com", LastName = "Archer", Proposed = new() { ["jobTitle"] = "Chief" } }), Actors.Officer, Ct)).Value.Id;
        await scene.Portal.KeepAsync();
        await scene.MoveAsync(id, ToReview);
        await scene.Portal.KeepAsync();

        var answered = await scene.Portal.Get<AnswerRequest>().RunAsync(new(id, RequestState.Fulfilled), Actors.Admin, Ct);

        Assert.Equal((Refusal.Conflict, true), (answered.Problem!.Refusal, answered.Problem.Message.Contains(why, StringComparison.Ordinal)));
        Assert.Empty(await scene.Portal.PostAsync($"request_{kind.ToString().ToLowerInvariant()}_done"));
        Assert.Equal(RequestState.Review, await scene.Portal.StateAsync(id));
    }

    [Fact]
    public void Every_kind_has_its_own_words_for_every_outcome()
    {
        var kinds = RequestMailKinds.All.Concat(RemindOfficers.Mails.Values).ToList();
        Assert.Equal(kinds.Count, kinds.Select(k => k.Code).Distinct(StringComparer.Ordinal).Count());
        Assert.All(kinds, k => Assert.True(k.Code.Length <= Email.KindMaxLength));
        Assert.Equal(15, RequestMailKinds.Outcomes.SelectMany(o => Enum.GetValues<RequestKind>().Select(k => RequestMailKinds.Answer(k, o).Shipped("en").Body)).Distinct(StringComparer.Ordinal).Count());
    }
}
