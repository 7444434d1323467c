using ConsentPortal.Core.Messaging;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web;
using ConsentPortal.Web.Admin.Mail;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ConsentPortal.Tests.Web.Admin.Mail;

public sealed class MailWordsTests
{
    private static readonly StringLocalizer<Texts> L = new(new ResourceManagerStringLocalizerFactory(Options.Create(new LocalizationOptions()), NullLoggerFactory.Instance));

    [Fact]
    public async Task Every_kind_of_mail_and_every_place_in_one_is_named_in_words()
    {
        await using var portal = await TestPortal.StartAsync();
        var kinds = portal.Get<MailKinds>().All;

        Assert.Equal(kinds.Count, kinds.Select(k => MailWords.Kind(L, k.Code)).Distinct(StringComparer.Ordinal).Count());
        Assert.All(kinds, k => Assert.NotEqual(k.Code.Replace('_', ' '), MailWords.Kind(L, k.Code)));
        Assert.All(kinds.SelectMany(k => k.AllPlaces), p => Assert.NotEqual(p.Name, MailWords.Place(L, p.Name)));
    }
}
