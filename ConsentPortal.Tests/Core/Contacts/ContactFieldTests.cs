using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Contacts;

/// <summary>Own fields as administrators define them.</summary>
public sealed class ContactFieldTests
{
    [Theory, OnEveryDatabase]
    public async Task A_field_is_added_edited_moved_retired_and_taken_up_again_and_the_trail_tells_it(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var number = await FieldScene.FieldAsync(portal.Get<AddContactField>, "Kundennummer (größer)");
        var tier = await FieldScene.FieldAsync(portal.Get<AddContactField>, "Tier", ContactFieldKind.Choice, f => f with { Choices = [" Silver", "Gold", ""] });
        var ann = await portal.World.PersonAsync("Ann Example", "ann@example.com");
        Assert.True((await portal.SetAsync(ann, Actors.Admin, ("tier", "gold"))).Ok);

        Assert.Equal(["kundennummer-grosser", "tier"], (await RowsAsync(portal)).Select(f => f.Code));
        Assert.True((await portal.Get<MoveContactField>().RunAsync(new(tier, -1), Actors.Admin, default)).Ok);
        Assert.True((await portal.Get<EditContactField>().RunAsync(new(number, (await RowsAsync(portal))[1].Version, (await RowsAsync(portal))[1].Facts with { Label = "Customer", Denied = true }), Actors.Admin, default)).Ok);
        Assert.Equal(["Tier", "Customer"], (await RowsAsync(portal)).Select(f => f.Label));

        Assert.True((await portal.Get<RetireContactField>().RunAsync(new(tier), Actors.Admin, default)).Ok);
        Assert.Equal("Customer", Assert.Single(await RowsAsync(portal)).Label);
        Assert.DoesNotContain("tier", (await portal.SeenAsync(ann, Actors.Admin)).Keys);
        Assert.Equal("fields.tier", (await portal.SetAsync(ann, Actors.Admin, ("tier", "Silver"))).Problem!.Field);
        Assert.True((await portal.Get<RetireContactField>().RunAsync(new(tier, Active: true), Actors.Admin, default)).Ok);
        Assert.Equal("Gold", (await portal.SeenAsync(ann, Actors.Admin))["tier"]); // its values stayed
        foreach (var kind in new[] { ContactFieldEvent.Added, ContactFieldEvent.Edited, ContactFieldEvent.Moved, ContactFieldEvent.Retired, ContactFieldEvent.Restored })
        {
            Assert.NotEmpty(await portal.TrailAsync(kind, Actors.Admin));
        }
    }

    [Fact]
    public async Task What_is_wrong_stands_beside_its_input_and_only_administrators_define_fields()
    {
        await using var portal = await TestPortal.StartAsync();
        var first = await FieldScene.FieldAsync(portal.Get<AddContactField>, "Tier");
        async Task<string> FieldsAsync(string code, ContactFieldKind kind, FieldFacts facts)
            => string.Join(' ', (await portal.Get<AddContactField>().RunAsync(new(code, kind, facts), Actors.Admin, default)).Problems.Select(p => p.Field));

        Assert.Equal("label", await FieldsAsync("", ContactFieldKind.Text, new("")));
        Assert.Equal("code", await FieldsAsync("Not a code", ContactFieldKind.Text, new("Size")));
        Assert.Equal("code", await FieldsAsync("", ContactFieldKind.Text, new("尺寸"))); // no letter that a code can hold
        Assert.Equal("code", await FieldsAsync("tier", ContactFieldKind.Text, new("Size")));
        Assert.Equal("label", await FieldsAsync("other", ContactFieldKind.Text, new("tier")));
        Assert.Equal("choices", await FieldsAsync("", ContactFieldKind.Choice, new("Size")));
        Assert.Equal("choices", await FieldsAsync("", ContactFieldKind.Choice, new("Size") { Choices = ["L", "l"] }));
        Assert.Equal("readers", await FieldsAsync("", ContactFieldKind.Text, new("Size") { Sensitivity = FieldSensitivity.Sensitive }));
        Assert.Equal("selfService", await FieldsAsync("", ContactFieldKind.Text, new("Size") { Denied = true, SelfService = true }));
        Assert.Equal(Refusal.Conflict, (await portal.Get<EditContactField>().RunAsync(new(first, 7, new("Size")), Actors.Admin, default)).Problem!.Refusal);
        foreach (var actor in new[] { Actors.Rep, Actors.Officer, Actors.Analyst, Actors.Crm })
        {
            Assert.Equal(Refusal.Forbidden, (await portal.Get<AddContactField>().RunAsync(new("", ContactFieldKind.Text, new("Size")), actor, default)).Problem!.Refusal);
            Assert.Equal(Refusal.Forbidden, (await portal.Get<EditContactField>().RunAsync(new(first, 0, new("Size")), actor, default)).Problem!.Refusal);
            Assert.Equal(Refusal.Forbidden, (await portal.Get<RetireContactField>().RunAsync(new(first), actor, default)).Problem!.Refusal);
            Assert.Equal(Refusal.Forbidden, (await portal.Get<MoveContactField>().RunAsync(new(first, 1), actor, default)).Problem!.Refusal);
        }
    }

    [Theory]
    [InlineData(ContactFieldKind.Number, "-01.50", "-1.5"), InlineData(ContactFieldKind.Number, "1,5", null), InlineData(ContactFieldKind.Number, "1e3", null), InlineData(ContactFieldKind.Number, "0.00000001", "0.00000001")]
    [InlineData(ContactFieldKind.Date, "1990-12-31", "1990-12-31"), InlineData(ContactFieldKind.Date, "31.12.1990", null), InlineData(ContactFieldKind.Date, "1990-02-30", null)]
    [InlineData(ContactFieldKind.Choice, " gold ", "Gold"), InlineData(ContactFieldKind.Choice, "bronze", null), InlineData(ContactFieldKind.YesNo, "Ja", "true"), InlineData(ContactFieldKind.YesNo, "maybe", null)]
    [InlineData(ContactFieldKind.Text, " some \0text ", "some text"), InlineData(ContactFieldKind.Date, "  ", "")]
    public void A_value_is_stored_in_one_spelling_or_refused(ContactFieldKind kind, string typed, string? stored)
    {
        Assert.Equal(stored, ContactFieldValue.Read(kind, FieldScene.Tiers, typed, out var mend));
        Assert.Equal(stored is null, mend is not null);
    }

    private static async Task<IReadOnlyList<FindContactFields.Row>> RowsAsync(TestPortal portal) => (await portal.Get<FindContactFields>().RunAsync(Actors.Admin, default)).Value;
}
