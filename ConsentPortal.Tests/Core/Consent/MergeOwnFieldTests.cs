using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Core.Contacts;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Consent;

/// <summary>Own fields of two records that become one, and two again.</summary>
public sealed class MergeOwnFieldTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task The_survivor_keeps_its_values_takes_what_it_lacks_and_what_is_chosen_and_parted_each_has_its_own_again(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (a, b) = await SceneAsync(portal);

        var merge = await MergeAsync(portal, a, b, Actors.Admin, "size");

        Assert.Equal([("birthday", "1990-12-31"), ("color", "Red"), ("size", "44"), ("tier", "Gold")], await StoredAsync(portal, a));
        var told = Assert.Single(await portal.TrailAsync("contact.merged", Actors.Admin)).Changes;
        Assert.Equal([("Birthday", null, "•••"), ("Size", "40", "44")], told.Where(c => c.Guard is not null).Select(c => (c.Field, c.Old, c.New)));
        Assert.True((await portal.Get<UnmergeContacts>().RunAsync(new(merge.MergeId, "Two people after all."), Actors.Admin, Ct)).Ok);

        Assert.Equal([("color", "Red"), ("size", "40"), ("tier", "Gold")], await StoredAsync(portal, a)); // a birthday of somebody else does not stay behind
        Assert.Equal([("birthday", "1990-12-31"), ("color", "Blue"), ("size", "44")], await StoredAsync(portal, b));
        Assert.Contains(Assert.Single(await portal.TrailAsync("contact.unmerged", Actors.Admin)).Changes, c => c is { Field: "Birthday", Old: "•••", New: null });
    }

    [Theory, OnEveryDatabase]
    public async Task What_was_changed_since_stays_and_is_named_to_whoever_knows_the_field(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (a, b) = await SceneAsync(portal);
        await FieldScene.FieldAsync(portal.Get<AddContactField>, "Rating", with: f => f with { Readers = FieldRoles.None, Writers = FieldRoles.None });
        await portal.SetAsync(b, Actors.Admin, ("rating", "C"));
        var merge = await MergeAsync(portal, a, b, Actors.Admin, "size");
        Assert.True((await portal.SetAsync(a, Actors.Admin, ("size", "45"), ("rating", "A"), ("color", "Green"))).Ok);

        async Task<IReadOnlyList<string>> KeptAsync(Actor asker) => (await portal.Get<PreviewMerge>().RunAsync(merge.MergeId, asker, Ct)).Value.KeptOwn;
        Assert.Equal(["Size", "Rating"], await KeptAsync(Actors.Admin)); // the merge did nothing to the color
        Assert.Equal(["Size"], await KeptAsync(Actors.Rep));
        Assert.True((await portal.Get<UnmergeContacts>().RunAsync(new(merge.MergeId, "Two people after all."), Actors.Rep, Ct)).Ok);

        Assert.Equal([("color", "Green"), ("rating", "A"), ("size", "45"), ("tier", "Gold")], await StoredAsync(portal, a));
        Assert.Equal([("birthday", "1990-12-31"), ("color", "Blue"), ("rating", "C"), ("size", "44")], await StoredAsync(portal, b));
    }

    [Fact]
    public async Task Nobody_chooses_a_value_for_a_field_that_they_may_not_change()
    {
        await using var portal = await TestPortal.StartAsync();
        var (a, b) = await SceneAsync(portal);

        var refused = await portal.Get<MergeContacts>().RunAsync(new(a, b, "One person.") { OwnFromMerged = new HashSet<string> { "tier", "size" } }, Actors.Rep, Ct);

        Assert.Equal((Refusal.Forbidden, "fields.tier"), (Assert.Single(refused.Problems).Refusal, refused.Problem!.Field));
        Assert.Equal("40", (await StoredAsync(portal, a)).Single(f => f.Code == "size").Value);
    }

    [Fact]
    public async Task Comparing_two_people_shows_no_sensitive_value_and_is_no_read_of_one()
    {
        await using var portal = await TestPortal.StartAsync();
        var (a, b) = await SceneAsync(portal);

        var view = (await portal.Get<ReadContact>().RunAsync(b, Actors.Officer, Ct)).Value;
        var preview = (await portal.Get<PreviewMerge>().RunAsync(new PreviewMerge.Query(a, b), Actors.Admin, Ct)).Value;

        Assert.Contains(view.Own, o => o is { Masked: true, Value: "", Field.Code: "birthday" });
        Assert.DoesNotContain("1990", System.Text.Json.JsonSerializer.Serialize(new { view, preview }), StringComparison.Ordinal);
        Assert.Empty(await portal.TrailAsync(ContactFieldEvent.Read, Actors.Admin));
    }

    private static async Task<(Id<Contact> A, Id<Contact> B)> SceneAsync(TestPortal portal)
    {
        await FieldScene.BirthdayAndTierAsync(portal.Get<AddContactField>);
        await FieldScene.FieldAsync(portal.Get<AddContactField>, "Size", ContactFieldKind.Number);
        await FieldScene.FieldAsync(portal.Get<AddContactField>, "Color");
        var a = await portal.World.PersonAsync("Ann Archer", "ann@example.com");
        var b = await portal.World.PersonAsync("Ann Archer", "ann@work.example");
        await portal.SetAsync(a, Actors.Admin, ("size", "40"), ("color", "Red"), ("tier", "Gold"));
        await portal.SetAsync(b, Actors.Admin, ("size", "44"), ("color", "Blue"), ("birthday", "1990-12-31"));
        return (a, b);
    }

    private static async Task<MergeContacts.View> MergeAsync(TestPortal portal, Id<Contact> survivor, Id<Contact> merged, Actor actor, params string[] own)
    {
        var done = await portal.Get<MergeContacts>().RunAsync(new(survivor, merged, "One person.") { OwnFromMerged = own.ToHashSet(StringComparer.Ordinal) }, actor, Ct);
        Assert.True(done.Ok, done.Problem?.Message);
        return done.Value;
    }

    private static async Task<List<(string Code, string Value)>> StoredAsync(TestPortal portal, Id<Contact> contact)
    {
        await using var db = portal.NewDb();
        return [.. (await db.FindAsync<Contact>(contact))!.Fields.Select(f => (f.Key, f.Value)).OrderBy(f => f.Key, StringComparer.Ordinal)];
    }
}
