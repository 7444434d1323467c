using System.Text;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Tests.Core.Preferences;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.PrivacyRequests;

/// <summary>What people send in and what is put together for them.</summary>
internal sealed partial class ErasureScene
{
    public const string Phone = "+4915199887766";

    public Id<DataPackage> Package { get; private set; }

    // one form was asked about and never confirmed, one still lies as it came
    private async Task SignUpAsync()
    {
        await SubscribeScene.OpenAsync(portal);
        await SubscribeScene.SendAsync(portal, SubscribeScene.Entry(Typed) with { FirstName = First, LastName = Last });
        await Ok(portal.Get<Subscribe>().RunAsync(new("default", SubscribeScene.Entry(Canonical) with { Phone = Phone, FirstName = First, LastName = Last }, SubscribeScene.Someone), Actor.Subject, Ct));
    }

    // one has left, one waits
    private async Task TextsAsync()
    {
        foreach (var delivered in (bool[])[true, false])
        {
            await using var db = portal.NewDb();
            Assert.True(portal.Get<SendText>().Add(db, new("test", Phone, $"Dear {Full}, your code is 123456.", 0, TimeSpan.FromHours(1))).Ok);
            await db.SaveChangesAsync();
            _ = delivered && (await portal.Get<DeliverTexts>().RunAsync(new(), Actor.System, Ct)).Ok;
        }
    }

    private async Task CopyAsync()
    {
        var copy = (await portal.Get<OpenRequest>().RunAsync(new("default", RequestKind.Get, RequestIntake.Phone, new() { Email = Canonical.ToUpperInvariant(), FirstName = First, LastName = Last }), Actors.Officer, Ct)).Value.Id;
        await Ok(portal.Get<LinkRequest>().RunAsync(new(copy, Person), Actors.Officer, Ct));
        foreach (var state in (RequestState[])[RequestState.Acknowledged, RequestState.Verified])
        {
            await Ok(portal.Get<MoveRequest>().RunAsync(new(copy, state, "By telephone"), Actors.Officer, Ct));
        }

        Package = (await portal.Get<BuildPackage>().RunAsync(new(copy), Actors.Officer, Ct)).Value;
        Assert.Equal(PackageState.Preview, await portal.Get<RunPackage>().RunAsync(Package, Ct));
    }

    private Task AttachAsync()
        => Ok(portal.Get<AttachRequestFile>().RunAsync(new(Request, new(RequestFileKind.Attachment, $"Letter of {Full}.txt", Encoding.UTF8.GetBytes($"{Full}, {Typed}, {Phone}"))), Actors.Officer, Ct));
}
