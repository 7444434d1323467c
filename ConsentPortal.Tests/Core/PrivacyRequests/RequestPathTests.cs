using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.PrivacyRequests;

/// <summary>What the portal does by itself for a request: it tells the person, links the contact, reminds, and closes what was never verified.</summary>
public sealed class RequestPathTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Theory, OnEveryDatabase]
    public async Task A_request_is_acknowledged_once_by_a_mail_that_says_what_comes_and_by_when(DatabaseProvider provider)
    {
        await using var scene = await RequestScene.StartAsync(provider);
        var opened = await scene.OpenAsync();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => scene.Portal.KeepAsync())); // as several processes would
        await scene.Portal.KeepAsync();

        var mail = Assert.Single(await scene.Portal.PostAsync("request_ack_get"));
        var read = await scene.ReadAsync(opened.Id);
        Assert.Equal(["Received", "Acknowledged", "IdentityPending"], read.Timeline.Select(l => l.State.ToString()));
        Assert.Contains(opened.Number, mail.Subject, StringComparison.Ordinal);
        Assert.Contains($"You will have our answer by {RequestLetters.Day("en", read.Request.DueOn!.Value)}", mail.Text, StringComparison.Ordinal);
        Assert.Contains($"/privacy/case/{scene.Portal.Get<RequestLinks>().Token(opened.Id)}", mail.Text, StringComparison.Ordinal);
        Assert.Contains("/preferences/europe", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("ann@example.com", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Everything you have", mail.Text, StringComparison.Ordinal); // nobody sends words of their own to others in our name
    }

    [Fact]
    public async Task Known_and_unknown_people_and_who_repeats_get_the_same_mail_and_a_repeater_shows_who_they_are_anew()
    {
        await using var scene = await RequestScene.StartAsync();
        var contact = await ContactAsync(scene, "Ann", "ann@example.com");
        var (known, unknown) = (await scene.OpenAsync(), await scene.OpenAsync(email: "nobody@example.com"));
        await scene.Portal.KeepAsync();
        await scene.Portal.EnterAsync(known.Id, await scene.Portal.SendCodeAsync(known.Id));
        var again = await scene.OpenAsync();
        await scene.Portal.KeepAsync();

        var mails = await scene.Portal.PostAsync("request_ack_get");
        Assert.Equal(["ann@example.com", "nobody@example.com", "ann@example.com"], mails.Select(m => m.To));
        Assert.Single(new[] { known, unknown, again }.Zip(mails, (r, m) => m.Text.Replace(r.Number, "N", StringComparison.Ordinal).Replace(scene.Portal.Get<RequestLinks>().Token(r.Id), "T", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal));
        Assert.Equal(contact, (await scene.ReadAsync(known.Id)).Request.ContactId);
        Assert.True((await scene.ReadAsync(unknown.Id)).Request.ContactId.IsNone);
        Assert.Equal(known.Id, (await scene.ReadAsync(again.Id)).Request.RepeatsId);
        Assert.Equal((RequestState.Verified, RequestState.IdentityPending), (await scene.Portal.StateAsync(known.Id), await scene.Portal.StateAsync(again.Id)));
    }

    [Fact]
    public async Task Several_who_share_the_address_are_left_to_the_officer()
    {
        await using var scene = await RequestScene.StartAsync();
        await ContactAsync(scene, "Ann", "ann@example.com");
        await ContactAsync(scene, "Ben", "ann@example.com");
        var id = (await scene.OpenAsync()).Id;
        await scene.Portal.KeepAsync();

        var read = await scene.ReadAsync(id);
        Assert.True(read.Request.ContactId.IsNone);
        Assert.Equal(2, read.Candidates.Count);
    }

    [Fact]
    public async Task Nobody_is_flooded_in_somebody_elses_name_and_what_waits_is_sent_later()
    {
        await using var scene = await RequestScene.StartAsync();
        for (var n = 0; n < 5; n++)
        {
            await scene.OpenAsync((RequestKind)(n % 3));
        }

        await scene.Portal.KeepAsync();
        Assert.Equal(BeginRequest.MostPerDay, await CountAsync(scene));
        scene.Portal.Clock.Advance(Day + TimeSpan.FromMinutes(1));
        await scene.Portal.KeepAsync();
        Assert.Equal(5, await CountAsync(scene));
    }

    [Theory, OnEveryDatabase]
    public async Task Who_never_shows_who_they_are_is_reminded_twice_and_then_the_request_is_closed(DatabaseProvider provider)
    {
        await using var scene = await RequestScene.StartAsync(provider);
        Assert.Equal("days", (await scene.Portal.Get<SetIdentityTerm>().RunAsync(new(3), Actors.Officer, Ct)).Problem!.Field);
        Assert.True((await scene.Portal.Get<SetIdentityTerm>().RunAsync(new(9), Actors.Officer, Ct)).Ok);
        var id = (await scene.OpenAsync()).Id;
        List<(int Day, int Reminders, RequestState State)> seen = [];
        for (var day = 0; day <= 10; day++)
        {
            await scene.Portal.KeepAsync();
            await scene.Portal.KeepAsync();
            seen.Add((day, (await scene.Portal.PostAsync("request_reminder")).Count, await scene.Portal.StateAsync(id)));
            scene.Portal.Clock.Advance(Day);
        }

        Assert.Equal([0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 2], seen.Select(s => s.Reminders));
        Assert.Equal(9, seen.First(s => s.State == RequestState.ExpiredUnverified).Day);
        Assert.Single(await scene.Portal.PostAsync("request_expired", "ann@example.com"));
        Assert.Equal(Refusal.Conflict, (await scene.Portal.Get<SendRequestCode>().RunAsync(new(id, RequestCodeUse.Identity), Actor.Subject, Ct)).Problem!.Refusal);
    }

    [Fact]
    public async Task An_officer_vouches_with_a_reason_or_asks_again_and_the_time_then_runs_anew()
    {
        await using var scene = await RequestScene.StartAsync();
        var id = (await scene.OpenAsync()).Id;
        await scene.Portal.KeepAsync();
        Assert.Equal("note", (await scene.Portal.Get<MoveRequest>().RunAsync(new(id, RequestState.Verified), Actors.Officer, Ct)).Problem!.Field);
        scene.Portal.Clock.Advance(25 * Day);
        await scene.MoveAsync(id, RequestState.Verified, RequestState.IdentityPending);
        await scene.Portal.KeepAsync();
        await scene.Portal.KeepAsync();
        Assert.Single(await scene.Portal.PostAsync("request_identity"));

        scene.Portal.Clock.Advance(8 * Day);
        await scene.Portal.KeepAsync();
        Assert.Equal(RequestState.IdentityPending, await scene.Portal.StateAsync(id));
        Assert.True((await scene.Portal.EnterAsync(id, await scene.Portal.SendCodeAsync(id))).Ok);
    }

    [Fact]
    public async Task After_a_standstill_only_the_last_reminder_is_sent()
    {
        await using var scene = await RequestScene.StartAsync();
        await scene.OpenAsync();
        await scene.Portal.KeepAsync();
        scene.Portal.Clock.Advance(25 * Day);
        await scene.Portal.KeepAsync();
        Assert.Single(await scene.Portal.PostAsync("request_reminder"));
    }

    [Fact]
    public async Task The_person_takes_their_request_back_and_is_told()
    {
        await using var scene = await RequestScene.StartAsync();
        var id = (await scene.OpenAsync()).Id;
        await scene.Portal.KeepAsync();
        Assert.Equal(Refusal.Forbidden, (await scene.Portal.Get<WithdrawOwnRequest>().RunAsync(new(id), Actors.Officer, Ct)).Problem!.Refusal);

        Assert.True((await scene.Portal.Get<WithdrawOwnRequest>().RunAsync(new(id), Actor.Subject, Ct)).Ok);

        Assert.Equal(RequestState.Withdrawn, await scene.Portal.StateAsync(id));
        Assert.Single(await scene.Portal.PostAsync("request_withdrawn", "ann@example.com"));
        Assert.Equal(Refusal.Conflict, (await scene.Portal.Get<WithdrawOwnRequest>().RunAsync(new(id), Actor.Subject, Ct)).Problem!.Refusal);
    }

    [Fact]
    public async Task A_link_shows_its_own_request_until_ninety_days_after_its_end_and_a_forged_one_nothing()
    {
        await using var scene = await RequestScene.StartAsync();
        var id = (await scene.OpenAsync()).Id;
        var (links, read) = (scene.Portal.Get<RequestLinks>(), scene.Portal.Get<ReadOwnRequest>());
        var token = links.Token(id);
        Assert.Equal(id, (await read.RunAsync(token, Ct))!.Id);
        Assert.Null(await read.RunAsync(token[..^1] + (token[^1] == 'A' ? 'B' : 'A'), Ct));
        Assert.Null(await read.RunAsync(links.Prove(id, RequestCodeUse.Identity, scene.Portal.Clock.Now() + Day), Ct));
        Assert.Null(await read.RunAsync(links.Token(new(id.Value + 1)), Ct));

        await scene.Portal.Get<WithdrawOwnRequest>().RunAsync(new(id), Actor.Subject, Ct);
        scene.Portal.Clock.Advance(RequestLinks.Kept - Day);
        Assert.NotNull(await read.RunAsync(token, Ct));
        scene.Portal.Clock.Advance(2 * Day);
        Assert.Null(await read.RunAsync(token, Ct));
    }

    private static async Task<int> CountAsync(RequestScene scene)
        => (await scene.Portal.PostAsync("request_ack_get")).Count + (await scene.Portal.PostAsync("request_ack_forget")).Count + (await scene.Portal.PostAsync("request_ack_update")).Count;

    private static async Task<Id<Contact>> ContactAsync(RequestScene scene, string name, string address)
        => (await scene.Portal.Get<AddContact>().RunAsync(new(new() { FirstName = name, LastName = "Archer" }, [new(Channel.Email, address)]), Actors.Admin, Ct)).Value;
}
