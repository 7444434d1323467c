using Bunit;
using ConsentPortal.Web.Admin.Imports;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Tests.Web.Admin.Imports;

/// <summary>What the page of an import says of addresses that were erased on request.</summary>
public sealed class ErasedNoticeTests : BunitContext
{
    [Fact]
    public void Rows_whose_address_was_erased_are_told_with_what_becomes_of_them_and_none_say_nothing()
    {
        Services.AddLocalization();
        Services.AddLogging();

        Assert.Equal("", Render<ErasedNotice>(p => p.Add(n => n.Count, 0)).Markup.Trim());
        var told = Render<ErasedNotice>(p => p.Add(n => n.Count, 3)).Markup;

        Assert.Contains("Rows whose address was erased on request: 3", told, StringComparison.Ordinal);
        Assert.Contains("gets no marketing", told, StringComparison.Ordinal);
    }
}
