using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Messaging;

public sealed class TemplateTests
{
    private static readonly TemplateKey Key = new(7, "opt_in_request", "de");
    private static readonly TemplateWords Own = new("Bitte bestätigen", "Ja", "Hallo,\r\n\r\n{items}\t\r\n\r\n{link}\r\n");
    private static readonly MailSender Sender = new(7, "default", "Contoso", "Main Street 1");

    [Theory, OnEveryDatabase]
    public async Task A_profiles_own_words_are_used_for_that_profile_kind_and_language_alone_until_they_are_reset(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var shipped = (await ReadAsync(portal)).Shipped;

        Assert.True((await EditAsync(portal, 0, Own)).Ok);

        var view = await ReadAsync(portal);
        Assert.Equal((true, 1, new TemplateWords("Bitte bestätigen", "Ja", "Hallo,\n\n{items}\n\n{link}")), (view.Edited, view.Version, view.Words));
        Assert.Equal("Bitte bestätigen", await SubjectAsync(portal, Sender, "de-AT"));
        Assert.NotEqual("Bitte bestätigen", await SubjectAsync(portal, Sender, "en"));
        Assert.NotEqual("Bitte bestätigen", await SubjectAsync(portal, Sender with { ProfileId = 8 }, "de"));
        var row = (await portal.Get<FindTemplates>().RunAsync(new(7, "de"), Actors.Rep, CancellationToken.None)).Value.Single(r => r.Kind == Key.Kind);
        Assert.Equal((true, "Bitte bestätigen", "de"), (row.Edited, row.Subject, Assert.Single(row.EditedLanguages)));

        Assert.True((await portal.Get<ResetTemplate>().RunAsync(new(Key, 1, "Contoso"), Actors.Admin, CancellationToken.None)).Ok);

        view = await ReadAsync(portal);
        Assert.Equal((false, 2, shipped), (view.Edited, view.Version, view.Words));
        Assert.Equal("Bitte bestätigen: Nachrichten von Contoso", await SubjectAsync(portal, Sender, "de"));
        await using var db = portal.NewDb();
        Assert.Equal([MailTextEvents.Edited, MailTextEvents.Reset], await db.Set<AuditEntry>().Where(a => a.SubjectKind == MailTextEvents.Subject).OrderBy(a => a.Id).Select(a => a.Kind).ToListAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task The_second_of_two_editors_is_told_and_overwrites_nothing(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);

        var both = await Task.WhenAll(EditAsync(portal, 0, Own), EditAsync(portal, 0, Own with { Subject = "Zweite" }));
        var stale = await EditAsync(portal, 0, Own with { Subject = "Dritte" });
        var gone = await portal.Get<ResetTemplate>().RunAsync(new(Key, 0), Actors.Admin, CancellationToken.None);

        Assert.Single(both, o => o.Ok);
        Assert.All([both.Single(o => !o.Ok), stale, gone], o => Assert.Equal((Refusal.Conflict, TemplateStore.VersionField), (o.Problem!.Refusal, o.Problem.Field)));
        Assert.True((await EditAsync(portal, 1, Own with { Subject = "Vierte" })).Ok);
        Assert.Equal((2, "Vierte"), ((await ReadAsync(portal)).Version, (await ReadAsync(portal)).Words.Subject));
    }

    [Fact]
    public async Task Words_like_the_shipped_ones_follow_the_shipped_ones_and_the_same_again_is_no_change()
    {
        await using var portal = await TestPortal.StartAsync();
        var shipped = (await ReadAsync(portal)).Shipped;

        Assert.True((await EditAsync(portal, 0, shipped)).Ok);
        Assert.Equal(0, (await ReadAsync(portal)).Version);
        await EditAsync(portal, 0, Own);
        Assert.True((await EditAsync(portal, 1, Own)).Ok);
        Assert.Equal(1, (await ReadAsync(portal)).Version);
        Assert.True((await EditAsync(portal, 1, shipped)).Ok);
        Assert.Equal((2, false), ((await ReadAsync(portal)).Version, (await ReadAsync(portal)).Edited));
    }

    [Fact]
    public async Task Who_may_not_edit_compliance_may_look_and_no_more_and_what_is_not_there_is_not_found()
    {
        await using var portal = await TestPortal.StartAsync();

        Assert.Equal(Refusal.Forbidden, (await portal.Get<EditTemplate>().RunAsync(new(Key, 0, Own), Actors.Rep, CancellationToken.None)).Problem!.Refusal);
        Assert.Equal(Refusal.Forbidden, (await portal.Get<ResetTemplate>().RunAsync(new(Key, 0), Actors.Rep, CancellationToken.None)).Problem!.Refusal);
        Assert.Equal(Refusal.Forbidden, (await portal.Get<SendTestMail>().RunAsync(new(Key, Own, Sender), Actors.Rep, CancellationToken.None)).Problem!.Refusal);
        Assert.True((await portal.Get<ReadTemplate>().RunAsync(Key, Actors.Rep, CancellationToken.None)).Ok);
        Assert.Equal(Refusal.Forbidden, (await portal.Get<ReadTemplate>().RunAsync(Key, Actors.Crm, CancellationToken.None)).Problem!.Refusal);
        TemplateKey[] missing = [Key with { Kind = "password" }, Key with { Language = "xx" }, Key with { ProfileId = 0 }];
        foreach (var key in missing)
        {
            Assert.Equal(Refusal.NotFound, (await portal.Get<EditTemplate>().RunAsync(new(key, 0, Own), Actors.Admin, CancellationToken.None)).Problem!.Refusal);
        }
    }

    [Fact]
    public async Task A_test_goes_to_the_member_who_asks_alone_marked_and_with_a_link_that_acts_for_nobody()
    {
        await using var portal = await TestPortal.StartAsync(with: [("ConsentPortal:PublicUrl", "https://portal.example")]);
        await using var screen = await Screen.OfAsync(portal);
        var me = (await portal.Get<ReadMember>().RunAsync(screen.MemberId, CancellationToken.None))!;

        for (var n = 0; n < SendTestMail.Most; n++)
        {
            Assert.Equal(me.Email, (await portal.Get<SendTestMail>().RunAsync(new(Key, Own, Sender), me.AsActor(), CancellationToken.None)).Value);
        }

        Assert.Equal(Refusal.Conflict, (await portal.Get<SendTestMail>().RunAsync(new(Key, Own, Sender), me.AsActor(), CancellationToken.None)).Problem!.Refusal);
        Assert.Equal(Refusal.NotFound, (await portal.Get<SendTestMail>().RunAsync(new(Key, Own, Sender), Actors.Admin with { Id = "1" }, CancellationToken.None)).Problem!.Refusal);
        await using var db = portal.NewDb();
        var mail = await db.Set<Email>().AsNoTracking().FirstAsync();
        Assert.Equal((me.Email, "[Test] Bitte bestätigen", SendTestMail.Kind, 0L), (mail.To, mail.Subject, mail.Kind, mail.PointId));
        Assert.Contains("Ja:\nhttps://portal.example/\n", mail.Text, StringComparison.Ordinal);
        Assert.Contains(" * Newsletter", mail.Text, StringComparison.Ordinal);
    }

    private static async Task<string> SubjectAsync(TestPortal portal, MailSender sender, string language)
    {
        await using var db = portal.NewDb();
        var values = new MailValues().With("items", ["Newsletter"]).With("until", "1 May").With("link", "https://portal.example/c/1");
        return (await portal.Get<MailWriter>().WriteAsync(db, portal.Get<MailKinds>().Find(Key.Kind)!, sender, language, values, CancellationToken.None)).Subject;
    }

    private static Task<Outcome<Done>> EditAsync(TestPortal portal, int version, TemplateWords words) => portal.Get<EditTemplate>().RunAsync(new(Key, version, words, "Contoso"), Actors.Admin, CancellationToken.None);

    private static async Task<ReadTemplate.View> ReadAsync(TestPortal portal) => (await portal.Get<ReadTemplate>().RunAsync(Key, Actors.Admin, CancellationToken.None)).Value;
}
