using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Web;

namespace ConsentPortal.Tests.Testing;

/// <summary>Two people of a filled portal who share an address, merged.</summary>
internal static class MergedPair
{
    /// <summary>The page on which it can be taken back.</summary>
    public static async Task<string> MergedAsync(this WebPortal portal)
    {
        var pairs = (await portal.Get<FindDuplicates>().PageAsync(byName: false, 0, 1, Actors.Admin, CancellationToken.None)).Value;
        var done = await portal.Get<MergeContacts>().RunAsync(new(pairs.Rows[0].One.Id, pairs.Rows[0].Other.Id, "Written down twice."), Actors.Admin, CancellationToken.None);
        Assert.True(done.Ok, done.Problem?.Message);
        return Urls.PartMerge(done.Value.ContactId, done.Value.MergeId);
    }
}
