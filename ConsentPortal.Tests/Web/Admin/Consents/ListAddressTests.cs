using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Admin.Consents;

namespace ConsentPortal.Tests.Web.Admin.Consents;

public sealed class ListAddressTests
{
    [Fact]
    public void All_that_narrows_a_list_survives_the_address()
    {
        ConsentFilter filter = new()
        {
            Points = [new(3), new(4)], ContactId = new(5), ProfileId = new(6), PurposeId = new(7), TopicId = new(0), Channel = Channel.Sms, Status = ConsentStatus.Expired, ActorKind = ActorKind.Guardian,
            Action = ConsentAction.OneClick, Source = "a & b=c", Reason = "too_frequent", From = Day(1), Until = Day(3), HappenedFrom = Day(2), HappenedUntil = Day(4), EndsBefore = Day(9), ImportBatch = 8, Flagged = true,
        };
        ListAddress address = new(filter) { OldestFirst = true, Take = 100, ViewId = new(12) };

        var read = ListAddress.Read("https://host" + address.PageOn("/consents", "5.6", backwards: true));

        Assert.Equal(address with { Cursor = "5.6", Backwards = true }, read);
        Assert.Equal(address.Query, read.Query);
    }

    [Theory]
    [InlineData("?status=nonsense&channel=&from=2026-13-01&point=x&take=7000&purpose=-1&import=9999999999999999999999")]
    [InlineData("?source=%00&reason=%00%20&order=%00")]
    [InlineData("?from=0001-01-01&to=9999-12-31")]
    public void What_makes_no_sense_narrows_nothing(string query) => Assert.Equal(new ListAddress(new()), ListAddress.Read("https://host/consents" + query));

    [Fact]
    public void The_whole_list_is_asked_for_by_name_so_that_a_default_view_does_not_come_back()
    {
        Assert.Equal("/consents?view=all", new ListAddress(new()).On("/consents"));
        Assert.True(ListAddress.Read("https://host/consents").IsBare);
        Assert.False(ListAddress.Read("https://host/consents?view=all").IsBare);
    }

    private static DateTimeOffset Day(int day) => new(2026, 1, day, 0, 0, 0, TimeSpan.Zero);
}
