using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Admin.Compliance;

namespace ConsentPortal.Tests.Web.Admin.Compliance;

public sealed class DraftTests
{
    [Fact]
    public void What_I_did_not_touch_becomes_theirs_and_what_both_changed_stays_mine_and_is_named()
    {
        Draft draft = new(3, Values("name", "company", "address"), new(5));
        draft["company"] = "mine";
        draft["address"] = "mine too";

        draft.Rebase(4, Values("their name", "theirs", "address"), [Row(9, "Olga"), Row(5, "Ada")], overtaken: true);

        Assert.Equal(("their name", "mine", "mine too"), (draft["name"], draft["company"], draft["address"]));
        Assert.Equal([new Clash("company", "theirs", "mine")], draft.Clashes);
        Assert.Equal((4, true, new Id<AuditEntry>(9)), (draft.Version, draft.Overtaken, draft.Newest));
        Assert.Equal(["Olga"], draft.News.Select(row => row.ActorName));
        Assert.Equal(["address", "company"], draft.Changed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_same_value_typed_by_both_is_no_clash()
    {
        Draft draft = new(1, Values("name", "company", "address"));
        draft["name"] = "new";

        draft.Rebase(2, Values("new", "company", "address"), [], overtaken: true);

        Assert.Empty(draft.Clashes);
        Assert.False(draft.Dirty);
    }

    [Fact]
    public void Adopting_theirs_gives_up_mine_for_that_field_only()
    {
        Draft draft = new(1, Values("name", "company", "address"));
        (draft["name"], draft["company"]) = ("mine", "mine");
        draft.Rebase(2, Values("theirs", "theirs", "address"), [], overtaken: true);

        draft.Adopt(draft.Clashes.Single(c => c.Field == "name"));

        Assert.Equal(("theirs", "mine"), (draft["name"], draft["company"]));
        Assert.Equal(["company"], draft.Clashes.Select(c => c.Field));
        draft.Discard();
        Assert.Equal(("theirs", "theirs", false, false), (draft["name"], draft["company"], draft.Dirty, draft.Overtaken));
    }

    [Fact]
    public void A_field_that_is_gone_leaves_the_form_and_a_new_one_enters_it()
    {
        Draft draft = new(1, Values("name", "company", "address"));
        draft["name"] = "mine";

        draft.Rebase(2, new Dictionary<string, string>(StringComparer.Ordinal) { ["company"] = "company", ["extra"] = "x" }, [], overtaken: false);

        Assert.Equal(("", "x", false), (draft["name"], draft["extra"], draft.Dirty));
    }

    [Fact]
    public void After_my_own_save_nothing_is_left_to_say()
    {
        Draft draft = new(1, Values("name", "company", "address"));
        draft["name"] = "mine";
        draft.Rebase(2, Values("theirs", "company", "address"), [Row(1, "Olga")], overtaken: true);
        Assert.True(draft.Overtaken);

        draft.Rebase(3, Values("mine", "company", "address"), [], overtaken: false);

        Assert.False(draft.Overtaken);
        Assert.Empty(draft.News);
    }

    private static Dictionary<string, string> Values(string name, string company, string address)
        => new(StringComparer.Ordinal) { ["name"] = name, ["company"] = company, ["address"] = address };

    private static AuditRow Row(long id, string who) => new(new(id), default, "profile.edited", new(ActorKind.Staff, "1"), who, "profile", "1", "", [], Erased: false);
}
