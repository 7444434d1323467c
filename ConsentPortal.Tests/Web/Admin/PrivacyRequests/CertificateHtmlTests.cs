using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web;
using ConsentPortal.Web.Admin.PrivacyRequests;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Tests.Web.Admin.PrivacyRequests;

public sealed class CertificateHtmlTests
{
    [Fact]
    public async Task Names_that_administrators_and_files_gave_are_text_in_the_printed_certificate()
    {
        await using var portal = await WebPortal.StartAsync();
        const string Evil = "</td><script>alert(1)</script><img src=x onerror=alert(2)>\"'{{x}}";
        ErasureCertificate proof = new()
        {
            Request = Evil, Profile = Evil, KeyedHash = Evil, Prepared = new(Evil, default, Evil, Evil), Approved = new(Evil, default, Evil, Evil), Data = [new(Evil, Evil, ErasureOutcome.Keep, 1, Evil, new(2030, 1, 1))],
            Recipients = [new("1", Evil, default, 0, null, null), new("2", Evil, default, 0, DateTimeOffset.UnixEpoch, null)],
        };

        var html = CertificateDownloads.Html(ErasureCertificate.FromJson(proof.ToJson()), "abc", portal.Get<IStringLocalizer<Texts>>());

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.True(html.Split("&lt;script&gt;alert(1)").Length > 8, html);
    }
}
