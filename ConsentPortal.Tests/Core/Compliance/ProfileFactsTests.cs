using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Compliance;

public sealed class ProfileFactsTests
{
    private static readonly ControllerFacts Facts = new("Holding SE", "privacy@example.com", "dpo@example.com", "Rep GmbH, Berlin", "https://example.com/privacy", "2026-01");

    [Theory, OnEveryDatabase]
    public async Task Who_answers_and_by_when_is_kept_and_told(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var view = await portal.ViewAsync();

        var outcome = await portal.Get<EditProfile>().RunAsync(
            EditProfileTests.Form(view) with { Controller = Facts with { Contact = " privacy@example.com " }, Deadlines = new(new(10, TermUnit.BusinessDays), null, new(1, TermUnit.Months)), Reason = " new policy " }, Actors.Admin, default);

        Assert.True(outcome.Ok);
        var after = await portal.ViewAsync();
        Assert.Equal((Facts, new Deadlines(new(10, TermUnit.BusinessDays), null, new(1, TermUnit.Months))), (after.Controller, after.Deadlines));
        var told = (await portal.LastAuditAsync()).Values;
        Assert.Equal("new policy", told.Reason);
        Assert.Contains(new Change("policyUrl", "", "https://example.com/privacy"), told.Changes);
        Assert.Contains(new Change("optOutWithin", null, "10 businessDays"), told.Changes);
    }

    [Fact]
    public async Task A_form_that_does_not_show_them_leaves_them_and_a_policy_of_then_is_found()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.Get<EditProfile>().RunAsync(EditProfileTests.Form(await portal.ViewAsync()) with { Controller = Facts }, Actors.Admin, default);
        var then = portal.Clock.Now();

        await portal.Get<EditProfile>().RunAsync(EditProfileTests.Form(await portal.ViewAsync()) with { DoubleOptIn = true }, Actors.Admin, default);
        await portal.Get<ChangeProfileActivity>().RunAsync(new((await portal.ViewAsync()).Id, Active: false), Actors.Admin, default);
        await portal.Get<EditProfile>().RunAsync(EditProfileTests.Form(await portal.ViewAsync()) with { Controller = Facts with { PolicyVersion = "2026-02" } }, Actors.Admin, default);

        var profile = (await portal.RulesAsync()).Profile("default")!;
        Assert.Equal(("2026-02", true, false), (profile.State.PolicyVersion, profile.State.DoubleOptIn, profile.State.Active));
        Assert.Equal("2026-01", profile.States.At(then)!.PolicyVersion);
        Assert.Equal("dpo@example.com", profile.DpoContact);
    }

    [Theory]
    [InlineData("javascript:alert(1)", "policyUrl")]
    [InlineData("example.com/privacy", "policyUrl")]
    [InlineData("https://example.com/privacy", null)]
    public async Task A_policy_is_a_page_of_the_web(string url, string? field)
    {
        await using var portal = await TestPortal.StartAsync();

        var outcome = await portal.Get<EditProfile>().RunAsync(EditProfileTests.Form(await portal.ViewAsync()) with { Controller = new(PolicyUrl: url) }, Actors.Admin, default);

        Assert.Equal(field, outcome.Problem?.Field);
    }

    [Fact]
    public async Task What_is_too_long_or_no_length_of_time_is_said_beside_its_field()
    {
        await using var portal = await TestPortal.StartAsync();
        var form = EditProfileTests.Form(await portal.ViewAsync());

        var refused = await portal.Get<EditProfile>().RunAsync(
            form with { Controller = new(DpoContact: new('x', 301)), Deadlines = new(new(-1, TermUnit.Days), Answer: new(37, TermUnit.Months)), Reason = new('r', 401) }, Actors.Admin, default);

        Assert.Equal(["dpoContact", "optOutWithin", "answerWithin", "reason"], refused.Problems.Select(p => p.Field));
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_done_with_the_data_of_a_purpose_is_kept_line_by_line(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var purpose = (await portal.ViewAsync()).Purposes[0];
        EditPurpose.Command form = new(purpose.Id, purpose.Version, purpose.Name, purpose.Description, purpose.Scope) { Facts = new(LawfulBasis.Consent, " name \r\n\r\naddress", "Mailer Inc.", "two years", "US: standard clauses") };

        Assert.True((await portal.Get<EditPurpose>().RunAsync(form, Actors.Admin, default)).Ok);

        var facts = (await portal.ViewAsync()).Purposes[0].Facts;
        Assert.Equal(new(LawfulBasis.Consent, "name\naddress", "Mailer Inc.", "two years", "US: standard clauses"), facts);
        Assert.Contains(new Change("lawfulBasis", null, "consent"), (await portal.LastAuditAsync()).Values.Changes);
        Assert.Equal("recipients", (await portal.Get<EditPurpose>().RunAsync(form with { Facts = new(Recipients: new('x', 1001)) }, Actors.Admin, default)).Problem!.Field);
    }

    [Fact]
    public async Task A_looser_model_needs_a_reason_and_a_stricter_one_does_not()
    {
        await using var portal = await TestPortal.StartAsync();
        var view = await portal.ViewAsync();
        var commercial = view.Purposes[0].Id;

        var refused = await SetAsync(view, Channel.Sms, EnforcementModel.NonRestrictive, "  ");
        Assert.Equal(SetEnforcement.ReasonField, refused.Problem!.Field);
        Assert.Equal(EnforcementModel.Restrictive, (await portal.ViewAsync()).Purposes[0].Models[Channel.Sms]);
        Assert.True((await SetAsync(view, Channel.Email, EnforcementModel.Restrictive, "")).Ok);
        Assert.True((await SetAsync(await portal.ViewAsync(), Channel.Sms, EnforcementModel.NonRestrictive, "Counsel agreed.")).Ok);
        Assert.Equal("Counsel agreed.", (await portal.LastAuditAsync()).Values.Reason);

        Task<Outcome<Done>> SetAsync(ReadProfile.View opened, Channel channel, EnforcementModel model, string reason)
            => portal.Get<SetEnforcement>().RunAsync(new(opened.Id, opened.Version, [new(commercial, channel, model)]) { Reason = reason }, Actors.Admin, default);
    }
}
