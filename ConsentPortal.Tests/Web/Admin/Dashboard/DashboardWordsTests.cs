using System.Globalization;
using ConsentPortal.Web.Admin.Dashboard;

namespace ConsentPortal.Tests.Web.Admin.Dashboard;

public sealed class DashboardWordsTests
{
    [Theory]
    [InlineData(0, 0, "–")]
    [InlineData(0, 2871, "0%")]
    [InlineData(6, 2871, "<\u00A01%")]
    [InlineData(46, 1115, "4%")]
    public void A_few_errors_among_many_calls_are_not_told_as_none(long part, long whole, string said)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-GB");
        try
        {
            Assert.Equal(said, DashboardWords.Percent(part, whole));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
