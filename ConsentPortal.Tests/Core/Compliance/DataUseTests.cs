using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Compliance;

public sealed class DataUseTests
{
    [Theory]
    [InlineData("sale-or-share", null, DataUse.SaleOrShare)]
    [InlineData("eu-profiling", null, DataUse.Profiling)]
    [InlineData("analytics", null, DataUse.Analytics)]
    [InlineData("enrichment", null, null)]
    [InlineData("enrichment", DataUse.SaleOrShare, DataUse.SaleOrShare)]
    public async Task A_data_use_purpose_takes_its_use_from_its_maker_else_from_its_code(string code, DataUse? said, DataUse? expected)
    {
        await using var portal = await TestPortal.StartAsync();
        var made = await portal.Get<AddPurpose>().RunAsync(new(await ProfileAsync(portal), code, PurposeType.DataUse, new("A use"), new()) { DataUse = said }, Actors.Admin, CancellationToken.None);

        await using var db = portal.NewDb();
        var purpose = await db.Set<Purpose>().SingleAsync(p => p.Id == made.Value);
        Assert.Equal(expected, purpose.DataUse);

        await portal.Get<EditPurpose>().RunAsync(new(purpose.Id, purpose.Version, purpose.Name, purpose.Description, OptOutScope.Address) { DataUse = DataUse.Analytics }, Actors.Admin, CancellationToken.None);
        Assert.Equal(DataUse.Analytics, await db.Set<Purpose>().Where(p => p.Id == made.Value).Select(p => p.DataUse).SingleAsync());
    }

    private static async Task<Id<ComplianceProfile>> ProfileAsync(TestPortal portal) => (await portal.Get<Rulebooks>().FreshAsync(CancellationToken.None)).Profiles[0].Id;
}
