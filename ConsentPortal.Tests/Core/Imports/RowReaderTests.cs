using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Imports;

/// <summary>What a row means, and what is said when it means nothing.</summary>
public sealed class RowReaderTests
{
    [Theory]
    [InlineData("x;y;1\n", "malformed_row")]
    [InlineData("nobody;maybe;nowhere;nothing;soon\n", "invalid_address")]
    [InlineData("nobody;;nowhere;nothing;soon\n", "invalid_address")]
    [InlineData("a@example.com;maybe;nowhere;nothing;soon\n", "unknown_status")]
    [InlineData("a@example.com;yes;nowhere;nothing;soon\n", "unknown_purpose")]
    [InlineData("a@example.com;yes;transactional;newsletter;soon\n", "unknown_topic")]
    [InlineData("a@example.com;yes;commercial;newsletter;03/04/2025\n", "invalid_date")]
    [InlineData("a@example.com;\"y\"es;commercial;newsletter;\n", "malformed_row")]
    public async Task The_first_thing_wrong_in_the_order_of_the_contract_is_the_reason(string row, string reason)
    {
        await using var portal = await TestPortal.StartAsync();

        var job = await portal.ImportAsync("email;status;purpose;topic;date\n" + row + "good@example.com;1;Commercial;NEWSLETTER;2025-01-01\n");

        Assert.Equal((1, reason), (job.Counts.RejectedTotal, job.Counts.Rejected.Keys.Single()));
        Assert.Equal(["good@example.com,commercial,newsletter,optedIn"], await portal.StatesAsync());
    }

    [Fact]
    public async Task A_blank_status_is_skipped_even_where_the_rest_is_wrong()
    {
        await using var portal = await TestPortal.StartAsync();

        var job = await portal.ImportAsync("email;status;purpose;topic;date\na@example.com; ;nowhere;nothing;soon\n;;;;\n");

        Assert.Equal((2, 0), (job.Counts.Skipped, job.Counts.RejectedTotal));
    }

    [Fact]
    public async Task Known_words_count_trimmed_in_any_case_and_others_once_they_are_mapped()
    {
        await using var portal = await TestPortal.StartAsync();
        string[] words = ["Opted In", "OPT-IN", "True", " yes ", "1", "subscribed", "opted out", "Opt-Out", "FALSE", "No", "0", "unsubscribed", "bounced", "maybe", "legacy"];
        var file = "email,status\n" + string.Concat(words.Select((w, i) => $"p{i:00}@example.com,{w}\n"));

        var unmapped = await portal.DryRunAsync(file);
        var job = await portal.ImportAsync(file, o => o with { Statuses = new(StringComparer.Ordinal) { ["bounced"] = StatusMeaning.OptedOut, ["legacy"] = StatusMeaning.Skip } });

        Assert.Equal(["bounced", "legacy", "maybe"], unmapped.Statuses.Select(s => s.Word).Order());
        Assert.Equal(StatusMeaning.OptedOut, unmapped.Statuses.Single(s => s.Word == "bounced").Suggestion);
        Assert.Equal((6, 7, 1, 1), (job.Counts.OptedIn, job.Counts.OptedOut, job.Counts.Skipped, job.Counts.RejectedTotal));
    }

    [Fact]
    public async Task Topics_match_their_code_or_their_name_in_any_language_and_case()
    {
        await using var portal = await TestPortal.StartAsync();
        var rules = await portal.Get<Rulebooks>().FreshAsync(default);
        var made = await portal.Get<AddTopic>().RunAsync(new(rules.Purpose("commercial")!.Id, "events", new("Events", "Veranstaltungen für Gäste"), new()), Actors.Admin, default);
        Assert.True(made.Ok);

        await portal.ImportAsync("email,topic,status\na@example.com,EVENTS,yes\nb@example.com,events,yes\nc@example.com,veranstaltungen fu\u0308r GÄSTE,yes\nd@example.com,,yes\n");

        Assert.Equal(["a@example.com,commercial,events,optedIn", "b@example.com,commercial,events,optedIn", "c@example.com,commercial,events,optedIn", "d@example.com,commercial,,optedIn"], await portal.StatesAsync());
    }

    [Fact]
    public async Task Missing_topics_are_made_once_each_when_told_to_and_a_rehearsal_only_names_them()
    {
        await using var portal = await TestPortal.StartAsync();
        const string File = "email,topic,status\na@example.com,Neue Produkte,yes\nb@example.com,NEUE PRODUKTE,no\nc@example.com,Größe,maybe\n";

        var report = await portal.DryRunAsync(File, o => o with { CreateTopics = true });
        Assert.Null((await portal.Get<Rulebooks>().FreshAsync(default)).Purpose("commercial")!.Topics.Find(t => t.Code == "neue-produkte"));
        await portal.ImportAsync(File, o => o with { CreateTopics = true });

        Assert.Equal("neue-produkte", report.NewTopics.Single().Code); // the row with an unknown status makes none
        Assert.Equal(["a@example.com,commercial,neue-produkte,optedIn", "b@example.com,commercial,neue-produkte,optedOut"], await portal.StatesAsync());
    }

    [Fact]
    public async Task Dates_are_kept_a_future_one_counts_from_now_and_an_unreadable_one_is_refused()
    {
        await using var portal = await TestPortal.StartAsync();

        await portal.ImportAsync("email,status,date\na@example.com,yes,2025-03-04\nb@example.com,yes,2031-01-01T00:00:00Z\nc@example.com,yes,2025-03-04T10:00:00+02:00\n");

        var events = await portal.World.EventsAsync();
        Assert.Equal([new(2025, 3, 4, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2025, 3, 4, 8, 0, 0, TimeSpan.Zero)], events.Select(e => e.OccurredAt).Where(t => t.Year == 2025));
        var clamped = events.Single(e => e.OccurredAt.Year != 2025);
        Assert.Equal(clamped.RecordedAt, clamped.OccurredAt);
    }

    [Fact]
    public async Task The_sources_own_word_wins_and_the_option_fills_blanks()
    {
        await using var portal = await TestPortal.StartAsync();

        await portal.ImportAsync("email,status,source\na@example.com,yes,\nb@example.com,yes,Trade fair\n", o => o with { Source = "crm" });

        Assert.Equal(["crm", "Trade fair"], (await portal.World.EventsAsync()).Select(e => e.Source));
    }

    [Fact]
    public async Task A_phone_is_sms_unless_the_row_says_voice()
    {
        await using var portal = await TestPortal.StartAsync();

        await portal.ImportAsync("phone,email,channel,status\n+491701234567,,,yes\n+491701234568,,voice,no\n,ann@example.com,,yes\n+491701234569,bob@example.com,email,yes\n");

        Assert.Equal(["+491701234567,commercial,,optedIn"], await portal.StatesAsync(Channel.Sms));
        Assert.Equal(["+491701234568,commercial,,optedOut"], await portal.StatesAsync(Channel.Voice));
        Assert.Equal(["ann@example.com,commercial,,optedIn", "bob@example.com,commercial,,optedIn"], await portal.StatesAsync());
    }

    [Fact]
    public async Task A_file_that_names_no_purpose_needs_a_profile_with_one()
    {
        await using var portal = await TestPortal.StartAsync();
        var profile = (await portal.Get<Rulebooks>().FreshAsync(default)).Profile("default")!;
        Assert.True((await portal.Get<AddPurpose>().RunAsync(new(profile.Id, "surveys", PurposeType.Commercial, new("Surveys"), new()), Actors.Admin, default)).Ok);
        var id = await portal.UploadAsync("email,status\nann@example.com,yes\n");
        var options = (await portal.ReadAsync(id)).Options;

        var refused = await portal.Get<StartImport>().RunAsync(new(id, options), Actors.Analyst, default);
        var taken = await portal.Get<StartImport>().RunAsync(new(id, options with { Purpose = "surveys" }), Actors.Analyst, default);

        Assert.Equal("purpose", refused.Problems.Single().Field);
        Assert.True(taken.Ok);
    }
}
