using ConsentPortal.Web.Admin.Dashboard;

namespace ConsentPortal.Tests.Web.Admin.Dashboard;

public sealed class NearestCodeTests
{
    [Theory]
    [InlineData("comercial", "commercial")]
    [InlineData("Commercial", "commercial")]
    [InlineData("trackign", "tracking")]
    [InlineData("invoices", null)]
    public void The_code_with_the_fewest_letters_changed_is_proposed_where_these_are_few(string typed, string? meant)
        => Assert.Equal(meant, NearestCode.Of(typed, ["commercial", "tracking", "transactional"]));
}
