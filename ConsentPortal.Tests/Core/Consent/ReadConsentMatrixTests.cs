using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Consent;

public sealed class ReadConsentMatrixTests
{
    [Theory, OnEveryDatabase]
    public async Task Each_purpose_and_topic_says_what_is_stored_what_is_sent_and_why_as_the_api_would(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var ann = await portal.World.PersonAsync("Ann Example", "ann@example.com", null, null, "+491712345678");
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedIn, with: s => s with { Source = "web form", Action = ConsentAction.Ticked });
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedOut, topic: "newsletter");

        var matrix = await MatrixAsync(portal, new(ann));

        Assert.Equal([("Commercial communication", false), ("Newsletter", true), ("Product updates", true), ("Service messages", false), ("Tracking", false)],
            matrix.Rows.Select(r => (r.Name.In("en"), r.IsTopic)));
        Assert.Equal([Channel.Email, Channel.Sms], matrix.Points.Select(p => p.Channel));
        Assert.Equal([(ConsentStatus.OptedIn, ReasonCode.AllowedOptedIn), (ConsentStatus.NotSet, ReasonCode.PurposeNotOptedIn)], matrix.Rows[0].Cells.Select(c => (c.Status, c.Reason)));
        Assert.Equal((ConsentStatus.OptedOut, ReasonCode.TopicOptedOut), (matrix.Rows[1].Cells[0].Status, matrix.Rows[1].Cells[0].Reason));
        var how = matrix.Rows[0].Cells[0].How!;
        Assert.Equal((ConsentAction.Ticked, "web form", ActorKind.Application), (how.Action, how.Source, how.ActorKind));
        foreach (var (purpose, topic, row) in new[] { ("commercial", null, 0), ("commercial", "newsletter", 1), ("commercial", "product-updates", 2), ("transactional", null, 3), ("tracking", (string?)null, 4) })
        {
            Assert.Equal(await portal.World.ReasonAsync("ann@example.com", purpose, topic), matrix.Rows[row].Cells[0].Reason);
            Assert.Equal(await portal.World.ReasonAsync("+491712345678", purpose, topic), matrix.Rows[row].Cells[1].Reason);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_shared_address_names_the_others_as_far_as_the_asker_may_see_them(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var own = await portal.World.PersonAsync("Own One", "home@example.com", by: Actors.RepWithOwnContacts);
        await portal.World.PersonAsync("Other One", "home@example.com");
        var third = await portal.World.PersonAsync("Third One", "home@example.com", f => f with { DoNotMail = true });

        var all = (await MatrixAsync(portal, new(own))).Points[0];
        var some = (await MatrixAsync(portal, new(own), Actors.RepWithOwnContacts)).Points[0];

        Assert.Equal(["Other One", "Third One"], all.Others.Select(o => o.Name));
        Assert.Equal(0, all.HiddenOthers);
        Assert.Equal((0, 2), (some.Others.Count, some.HiddenOthers));
        var cell = (await MatrixAsync(portal, new(own))).Rows[0].Cells[0];
        Assert.Equal((ReasonCode.AllowedNotOptedOut, ReasonCode.DoNotContact), (cell.Reason, cell.WithoutName)); // who does not name the person gets the strictest answer
        Assert.Equal(Refusal.NotFound, (await portal.Get<ReadConsentMatrix>().RunAsync(new(third), Actors.RepWithOwnContacts, default)).Problem!.Refusal);
    }

    [Theory, OnEveryDatabase]
    public async Task An_address_alone_has_a_matrix_and_a_number_shows_both_channels(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.World.SaysAsync("+491712345678", ConsentStatus.OptedIn);
        await portal.World.SaysAsync("+491712345678", ConsentStatus.OptedOut, with: s => s with { Channel = Channel.Voice });
        var point = (await portal.Get<FindContactPoints>().RunAsync(new("171", Channel.Voice), Actors.Rep, default)).Value.Rows.Single().Id;

        var matrix = await MatrixAsync(portal, new(default, point));

        Assert.Equal([Channel.Sms, Channel.Voice], matrix.Points.Select(p => p.Channel));
        Assert.Equal([ConsentStatus.OptedIn, ConsentStatus.OptedOut], matrix.Rows[0].Cells.Select(c => c.Status));
        Assert.Equal(Refusal.NotFound, (await portal.Get<ReadConsentMatrix>().RunAsync(new(default, point), Actors.RepWithOwnContacts, default)).Problem!.Refusal);
        Assert.Equal(Refusal.Forbidden, (await portal.Get<ReadConsentMatrix>().RunAsync(new(default, point), Actors.Analyst, default)).Problem!.Refusal);
    }

    [Theory, OnEveryDatabase]
    public async Task The_profile_that_was_used_last_is_chosen_and_every_profile_can_be(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var ann = await portal.World.PersonAsync("Ann Example", "ann@example.com");
        Id<ComplianceProfile> brand = default;
        await portal.World.RuleAsync(async (db, make) =>
        {
            var profile = make.Profile(70, "brand", "A brand", doubleOptIn: true);
            var commercial = make.Purpose(70, "brand-news", PurposeType.Commercial, new("Brand news"), new());
            make.Use(profile, commercial, RegimePresets.Find("gdpr-eea")!);
            db.Add(commercial);
            db.Add(profile);
            brand = profile.Id;
            await Task.CompletedTask;
        });

        Assert.Equal("default", (await MatrixAsync(portal, new(ann))).Profile.Code);
        await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedOut, "brand-news", with: s => s with { Profile = "brand" });

        var matrix = await MatrixAsync(portal, new(ann));
        Assert.Equal(("brand", true, true), (matrix.Profile.Code, matrix.Profile.DoubleOptIn, matrix.Profile.InUse));
        Assert.Equal(["brand", "default"], matrix.Profiles.Select(p => p.Code));
        Assert.Equal(ReasonCode.PurposeOptedOut, Assert.Single(matrix.Rows).Cells[0].Reason);
        Assert.Equal(5, (await MatrixAsync(portal, new(ann, ProfileId: matrix.Profiles[1].Id))).Rows.Count);
    }

    [Fact]
    public void Every_reason_has_its_own_sentence()
    {
        var sentences = Enum.GetValues<ReasonCode>().Select(r => r.Sentence()).ToList();
        Assert.Equal(sentences.Count, sentences.Distinct(StringComparer.Ordinal).Count());
        Assert.All(sentences, s => Assert.EndsWith(".", s, StringComparison.Ordinal));
    }

    private static async Task<ConsentMatrix> MatrixAsync(TestPortal portal, ReadConsentMatrix.Query query, Actor? actor = null)
        => (await portal.Get<ReadConsentMatrix>().RunAsync(query, actor ?? Actors.Admin, CancellationToken.None)).Value;
}
