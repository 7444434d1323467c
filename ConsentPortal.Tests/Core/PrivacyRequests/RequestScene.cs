using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.PrivacyRequests;

/// <summary>A portal with a European and a Californian profile, and an officer who takes requests in.</summary>
internal sealed class RequestScene(TestPortal portal) : IAsyncDisposable
{
    public static readonly CancellationToken Ct = CancellationToken.None;

    public TestPortal Portal => portal;

    public void Now(DateTimeOffset instant) => portal.Clock.Advance(instant - portal.Clock.GetUtcNow());

    public static async Task<RequestScene> StartAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var portal = await TestPortal.StartAsync(provider);
        foreach (var (code, regime) in ((string, string)[])[("europe", "gdpr-eea"), ("california", "ccpa")])
        {
            var made = await portal.Get<CreateProfile>().RunAsync(new(code, code, "Example Ltd", "1 High Street", regime), Actors.Admin, Ct);
            Assert.True(made.Ok, made.Problem?.Message);
        }

        return new(portal);
    }

    public async Task<OpenRequest.Result> OpenAsync(RequestKind kind = RequestKind.Get, string email = "ann@example.com", string profile = "europe", DateTimeOffset? receivedAt = null)
    {
        var opened = await portal.Get<OpenRequest>().RunAsync(new(profile, kind, RequestIntake.Phone, new() { Email = email, LastName = "Archer", Notes = "Everything you have" }, ReceivedAt: receivedAt), Actors.Officer, Ct);
        Assert.True(opened.Ok, opened.Problem?.Message);
        return opened.Value;
    }

    /// <summary>Takes it along these states, with a note.</summary>
    public async Task MoveAsync(Id<PrivacyRequest> id, params RequestState[] states)
    {
        foreach (var state in states)
        {
            var moved = await portal.Get<MoveRequest>().RunAsync(new(id, state, "Knows the last invoice"), Actors.Officer, Ct);
            Assert.True(moved.Ok, $"{state}: {moved.Problem?.Message}");
        }
    }

    public Task<Outcome<Done>> CloseAsync(Id<PrivacyRequest> id, RequestState state, Actor by, string? code = null)
        => portal.Get<CloseRequest>().RunAsync(new(id, state, code, "Sent by mail"), by, Ct);

    public async Task<ReadRequest.View> ReadAsync(Id<PrivacyRequest> id) => (await portal.Get<ReadRequest>().RunAsync(id, Actors.Officer, Ct)).Value;

    public ValueTask DisposeAsync() => portal.DisposeAsync();
}
