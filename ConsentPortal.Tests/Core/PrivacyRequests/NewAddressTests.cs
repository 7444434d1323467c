using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.PrivacyRequests;

/// <summary>A new mail address that somebody proposes is theirs once they typed in the code that went there; an officer may say otherwise, in writing.</summary>
public sealed class NewAddressTests
{
    private const RequestCodeUse Use = RequestCodeUse.NewEmail;
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task The_code_goes_to_the_new_address_and_once_it_is_typed_in_the_officer_needs_no_reason(DatabaseProvider provider)
    {
        await using var scene = await RequestScene.StartAsync(provider);
        var ann = await scene.Portal.World.PersonAsync("Ann Archer", "ann@example.com");
        var id = await OpenAsync(scene, "anne@new.example");
        Assert.Equal(Refusal.Conflict, (await SendAsync(scene, id)).Problem!.Refusal); // nobody showed yet who asks: no stranger is sent anything
        await VerifyAsync(scene, id);

        Assert.False((await RowAsync(scene, id)).Proved);
        Assert.Equal(AskOutcome.Sent, (await SendAsync(scene, id)).Value);
        var mail = Assert.Single(await scene.Portal.PostAsync("request_new_address"));
        Assert.Equal("anne@new.example", mail.To);
        Assert.DoesNotContain("Archer", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("ann@example.com", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("/privacy/case/", mail.Text, StringComparison.Ordinal); // the code alone opens nothing
        var code = await CodeAsync(scene);
        Assert.False((await scene.Portal.EnterAsync(id, code)).Ok); // for nothing else
        Assert.True((await scene.Portal.EnterAsync(id, code, Use)).Ok);

        Assert.True((await RowAsync(scene, id)).Proved);
        Assert.Single((await scene.ReadAsync(id)).Timeline, l => l is { Kind: RequestStepKind.AddressProved, ActorKind: ActorKind.Subject });
        Assert.Equal(Refusal.Conflict, (await SendAsync(scene, id)).Problem!.Refusal); // it is shown
        Assert.Equal(["moves"], (await DecideAsync(scene, new(id, "email", true))).Problems.Select(p => p.Field));
        Assert.True((await DecideAsync(scene, new(id, "email", true, Moves: true))).Ok);
        Assert.Equal("anne@new.example", (await scene.Portal.World.ContactAsync(ann)).Points.Single().Canonical);
    }

    [Fact]
    public async Task Who_did_not_prove_it_is_accepted_only_with_a_written_reason_and_a_phone_number_always()
    {
        await using var scene = await RequestScene.StartAsync();
        await scene.Portal.World.PersonAsync("Ann Archer", "ann@example.com");
        var id = await OpenAsync(scene, "anne@new.example");
        await VerifyAsync(scene, id);

        Assert.Equal("reason", (await DecideAsync(scene, new(id, "email", true, Moves: false))).Problem!.Field);
        Assert.True((await DecideAsync(scene, new(id, "email", true, "Wrote to us from it", false))).Ok);

        Assert.Equal((UpdateState.Accepted, "Wrote to us from it", false), ((await RowAsync(scene, id)).State, (await RowAsync(scene, id)).Reason, (await RowAsync(scene, id)).Proved));
        Assert.Equal("reason", (await DecideAsync(scene, new(id, "phone", true, Moves: false))).Problem!.Field);
        Assert.Null((await RowAsync(scene, id, "phone")).Proved);
    }

    [Theory, OnEveryDatabase]
    public async Task Five_wrong_codes_or_ten_minutes_and_a_new_one_is_needed_and_the_address_gets_five_a_day(DatabaseProvider provider)
    {
        await using var scene = await RequestScene.StartAsync(provider);
        var id = await OpenAsync(scene, "anne@new.example");
        await VerifyAsync(scene, id);
        await SendAsync(scene, id);
        var code = await CodeAsync(scene);
        for (var n = 0; n < AddressCode.MaxTries; n++)
        {
            Assert.False((await scene.Portal.EnterAsync(id, RequestPost.Wrong(code), Use)).Ok);
        }

        Assert.False((await scene.Portal.EnterAsync(id, code, Use)).Ok); // the sixth, though it is right
        await SendAsync(scene, id);
        code = await CodeAsync(scene);
        scene.Portal.Clock.Advance(AddressCode.Life);
        Assert.False((await scene.Portal.EnterAsync(id, code, Use)).Ok);
        Assert.False((await RowAsync(scene, id)).Proved);

        var second = await OpenAsync(scene, "ANNE@new.example", "bob@example.com"); // the same address in another request
        await VerifyAsync(scene, second);
        for (var hour = 0; hour < 6; hour++)
        {
            scene.Portal.Clock.Advance(TimeSpan.FromHours(1.5));
            await SendAsync(scene, second);
        }

        Assert.Equal(NewAddresses.MaxPerDay, (await scene.Portal.PostAsync("request_new_address")).Count);
        Assert.Equal(AskOutcome.TooMany, (await SendAsync(scene, second)).Value);
        Assert.False((await scene.Portal.EnterAsync(second, await CodeAsync(scene), Use)).Ok); // it is old by now
    }

    [Fact]
    public async Task Whether_somebody_has_the_new_address_shows_in_nothing_and_costs_the_same()
    {
        await using var scene = await RequestScene.StartAsync();
        await scene.Portal.World.PersonAsync("Ann Archer", "ann@example.com");
        await scene.Portal.World.PersonAsync("Bob Baker", "bob@example.com");
        List<(int Sending, int Entering, string Text)> seen = [];
        foreach (var address in new[] { "warm@example.com", "bob@example.com", "nobody@example.com" })
        {
            var id = await OpenAsync(scene, address);
            await VerifyAsync(scene, id);
            using CommandCount sending = new(scene.Portal.Folder);
            Assert.Equal(AskOutcome.Sent, (await SendAsync(scene, id)).Value);
            var (sent, code) = (sending.Count, await CodeAsync(scene));
            using CommandCount entering = new(scene.Portal.Folder);
            Assert.True((await scene.Portal.EnterAsync(id, code, Use)).Ok);
            var mail = (await scene.Portal.PostAsync("request_new_address", address)).Single();
            seen.Add((sent, entering.Count, mail.Text.Replace(code, "", StringComparison.Ordinal).Replace((await scene.ReadAsync(id)).Request.Number, "", StringComparison.Ordinal)));
            Assert.False((await scene.Portal.Get<ReadOwnRequest>().RunAsync(scene.Portal.Get<RequestLinks>().Token(id), Ct))!.MayProve);
        }

        Assert.Equal(seen[1], seen[2]); // the first asks for the rules of all
        Assert.True(seen[1].Sending > 5);
    }

    [Theory]
    [InlineData("no address")]
    [InlineData("ANN@example.com")]
    [InlineData("")]
    public async Task What_is_no_address_or_the_old_one_is_sent_no_code(string proposed)
    {
        await using var scene = await RequestScene.StartAsync();
        var id = await OpenAsync(scene, proposed);
        await VerifyAsync(scene, id);

        Assert.Equal(Refusal.Conflict, (await SendAsync(scene, id)).Problem!.Refusal);
        Assert.Empty(await scene.Portal.PostAsync("request_new_address"));
    }

    private static async Task<Id<PrivacyRequest>> OpenAsync(RequestScene scene, string proposed, string email = "ann@example.com")
    {
        var opened = await scene.Portal.Get<OpenRequest>().RunAsync(new("europe", RequestKind.Update, RequestIntake.Letter, new() { Email = email, Proposed = new() { ["email"] = proposed, ["phone"] = "+4930123456" } }), Actors.Officer, Ct);
        Assert.True(opened.Ok, opened.Problem?.Message);
        return opened.Value.Id;
    }

    private static async Task VerifyAsync(RequestScene scene, Id<PrivacyRequest> id)
    {
        await scene.MoveAsync(id, RequestState.Acknowledged, RequestState.Verified);
        await scene.Portal.Get<ApplyUpdates>().RunAsync(new(), Actor.System, Ct);
    }

    private static async Task<Outcome<AskOutcome>> SendAsync(RequestScene scene, Id<PrivacyRequest> id) => await scene.Portal.Get<SendRequestCode>().RunAsync(new(id, Use), Actor.Subject, Ct);

    private static async Task<string> CodeAsync(RequestScene scene) => (await scene.Portal.PostAsync("request_new_address"))[^1].Text.Split('\n').Select(l => l.Trim()).First(l => l.Length == 6 && l.All(char.IsAsciiDigit));

    private static Task<Outcome<Done>> DecideAsync(RequestScene scene, DecideUpdate.Command command) => scene.Portal.Get<DecideUpdate>().RunAsync(command, Actors.Officer, Ct);

    private static async Task<ReadUpdates.Row> RowAsync(RequestScene scene, Id<PrivacyRequest> id, string field = "email") => (await scene.Portal.Get<ReadUpdates>().RunAsync(id, Actors.Officer, Ct)).Value.Rows.Single(r => r.Field == field);
}
