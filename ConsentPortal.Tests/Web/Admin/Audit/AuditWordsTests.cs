using ConsentPortal.Core.Compliance;
using ConsentPortal.Web;
using ConsentPortal.Web.Admin.Audit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Tests.Web.Admin.Audit;

public sealed class AuditWordsTests
{
    private static readonly IStringLocalizer<Texts> L = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider().GetRequiredService<IStringLocalizer<Texts>>();

    [Fact]
    public void Every_kind_that_the_rulebook_announces_reads_as_a_sentence()
    {
        var kinds = typeof(RulebookEvents).GetFields().Select(f => (string)f.GetRawConstantValue()!).ToList();

        Assert.NotEmpty(kinds);
        Assert.All(kinds, kind => Assert.Contains(kind, AuditKinds.All));
    }

    [Theory]
    [InlineData("name.de", "Name (Deutsch)")]
    [InlineData("commercial.email", "commercial, Email")]
    [InlineData("doubleOptIn", "Double opt-in")]
    [InlineData("doNotBulk", "Do not bulk")]
    public void Fields_read_as_words(string field, string words) => Assert.Equal(words, AuditWords.Field(L, field));

    [Theory]
    [InlineData("active", "True", "Yes")]
    [InlineData("commercial.email", "nonRestrictive", "Non-restrictive")]
    [InlineData("regime", "gdpr-eea@1", "GDPR and ePrivacy (EEA)")]
    [InlineData("postalAddress", "1 Street\nTown", "1 Street, Town")]
    [InlineData("name", "", "–")]
    public void Values_read_as_words(string field, string value, string words) => Assert.Equal(words, AuditWords.Value(L, field, value));

    [Fact]
    public void A_kind_that_nobody_named_is_spelled_out() => Assert.Equal("Thing side loaded", AuditWords.Kind(L, "thing.side_loaded"));
}
