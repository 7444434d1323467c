using ConsentPortal.Core.Compliance;
using ConsentPortal.Tests.Core.Compliance;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.PrivacyRequests;

public sealed partial class PackageTests
{
    [Fact]
    public async Task The_summary_says_all_that_the_right_of_access_wants_said()
    {
        await using var scene = await PackageScene.StartAsync(contact: AnnAsync);
        var purpose = (await scene.Portal.ViewAsync("europe")).Purposes[0];
        Assert.True((await scene.Portal.Get<EditPurpose>().RunAsync(new(purpose.Id, purpose.Version, purpose.Name, purpose.Description, purpose.Scope)
        {
            Facts = new(LawfulBasis.LegitimateInterest, "Address, interests", "Mail House GmbH\nPrint & Post", "Three years after the last order", "USA: Data Privacy Framework"),
        }, Actors.Admin, Ct)).Ok);

        await scene.GatherAsync();
        await scene.ReleaseAsync();

        var text = System.Net.WebUtility.HtmlDecode((await scene.FetchAsync()).Text("summary.html"));
        Assert.All((string[])["Your rights", "Complaints", "supervisory authority", "Article 16", "Article 17", "Article 18", "Article 20", "Article 21", "Withdraw a consent"], t => Assert.Contains(t, text, StringComparison.Ordinal));
        Assert.All((string[])["Address, interests", "<li>Mail House GmbH</li>", "<li>Print & Post</li>", "USA: Data Privacy Framework"], t => Assert.Contains(t, text, StringComparison.Ordinal));
        Assert.Equal(2, text.Split("Three years after the last order").Length - 1); // with its purpose, and among the terms
        foreach (var section in (string[])["Purposes", "Categories", "Recipients", "Retention", "Sources", "Automated", "Transfers", "Rights", "Complaint", "LeftOut", "Files"])
        {
            Assert.Contains($"<h2>{ConsentPortal.Core.PrivacyRequests.PackageTexts.In("en", "Summary_" + section)}</h2>", text, StringComparison.Ordinal);
        }
    }
}
