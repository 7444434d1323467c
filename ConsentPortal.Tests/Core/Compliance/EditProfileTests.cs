using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Compliance;

public sealed class EditProfileTests
{
    [Theory, OnEveryDatabase]
    public async Task A_saved_change_is_in_the_trail_with_old_and_new_values(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var before = await portal.ViewAsync();
        var then = portal.Clock.GetUtcNow();

        var outcome = await portal.Get<EditProfile>().RunAsync(Form(before) with { Name = " House ", PostalAddress = "1 New Street", Regime = "gdpr-eea", Applications = ["CRM"], DoubleOptIn = true }, Actors.Admin, default);

        Assert.True(outcome.Ok);
        var after = await portal.ViewAsync();
        Assert.Equal(("House", "1 New Street", "gdpr-eea", true, before.Version + 1), (after.Name, after.PostalAddress, after.Regime, after.DoubleOptIn, after.Version));
        var told = await portal.LastAuditAsync();
        Assert.Equal((RulebookEvents.ProfileEdited, ActorKind.Staff, "1", "profile", before.Id.ToString()), (told.Entry.Kind, told.Entry.ActorKind, told.Entry.ActorId, told.Entry.SubjectKind, told.Entry.SubjectId));
        Assert.Equal(
            [new("name", "Default", "House"), new("postalAddress", "", "1 New Street"), new("regime", "", "gdpr-eea@2"), new("applications", "", "CRM"), new("doubleOptIn", "False", "True")],
            told.Values.Changes);
        var profile = (await portal.RulesAsync()).Profile("default")!;
        Assert.True(profile.State.DoubleOptIn);
        Assert.False(profile.States.At(then)!.DoubleOptIn);
    }

    [Theory, OnEveryDatabase]
    public async Task Saving_an_unchanged_form_announces_nothing(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var view = await portal.ViewAsync();
        var told = (await portal.AuditAsync()).Count;

        Assert.True((await portal.Get<EditProfile>().RunAsync(Form(view), Actors.Admin, default)).Ok);

        Assert.Equal(told, (await portal.AuditAsync()).Count);
        Assert.Equal(view.Version, (await portal.ViewAsync()).Version);
    }

    [Theory, OnEveryDatabase]
    public async Task The_second_of_two_who_edit_is_told_and_may_save_over(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var both = await portal.ViewAsync();
        await portal.Get<EditProfile>().RunAsync(Form(both) with { Name = "First" }, Actors.Admin, default);

        var second = await portal.Get<EditProfile>().RunAsync(Form(both) with { Name = "Second" }, Actors.Admin, default);

        Assert.Equal((Refusal.Conflict, RulebookWriter.VersionField), (second.Problem!.Refusal, second.Problem.Field));
        Assert.Equal("First", (await portal.ViewAsync()).Name);
        var now = await portal.ViewAsync();
        Assert.True((await portal.Get<EditProfile>().RunAsync(Form(both) with { Name = "Second", Version = now.Version }, Actors.Admin, default)).Ok);
        Assert.Equal("Second", (await portal.ViewAsync()).Name);
    }

    [Theory, OnEveryDatabase]
    public async Task Of_two_who_save_in_the_same_moment_one_is_told(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var both = await portal.ViewAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => Task.Run(() => portal.Get<EditProfile>().RunAsync(Form(both) with { Name = $"Name {n}" }, Actors.Admin, default))));

        Assert.Single(outcomes, o => o.Ok);
        Assert.All(outcomes.Where(o => !o.Ok), o => Assert.Equal(RulebookWriter.VersionField, o.Problem!.Field));
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_said_beside_its_field()
    {
        await using var portal = await TestPortal.StartAsync();
        var view = await portal.ViewAsync();

        var refused = await portal.Get<EditProfile>().RunAsync(Form(view) with { Name = "", DefaultLanguage = "de_DE" }, Actors.Admin, default);

        Assert.Equal(["name", "defaultLanguage"], refused.Problems.Select(p => p.Field));
        Assert.Equal("regime", (await portal.Get<EditProfile>().RunAsync(Form(view) with { Regime = "mars" }, Actors.Admin, default)).Problem!.Field);
        Assert.Equal(Refusal.NotFound, (await portal.Get<EditProfile>().RunAsync(Form(view) with { Id = new(7) }, Actors.Admin, default)).Problem!.Refusal);
        Assert.Equal(Refusal.Forbidden, (await portal.Get<EditProfile>().RunAsync(Form(view), Actors.Officer, default)).Problem!.Refusal);
    }

    internal static EditProfile.Command Form(ReadProfile.View view)
        => new(view.Id, view.Version, view.Name, view.CompanyName, view.PostalAddress, view.Regime, view.DefaultLanguage, view.Applications, view.DoubleOptIn);
}
