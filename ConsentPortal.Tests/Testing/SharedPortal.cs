using ConsentPortal.Tests.Testing;

[assembly: AssemblyFixture(typeof(SharedPortal.Stop))]

namespace ConsentPortal.Tests.Testing;

/// <summary>One running portal for the tests that leave nothing behind that another could trip over; stopped after the last.</summary>
public static class SharedPortal
{
    private static readonly Lazy<Task<WebPortal>> Shared = new(() => WebPortal.StartAsync());

    public static Task<WebPortal> GetAsync() => Shared.Value;

    public sealed class Stop : IAsyncLifetime
    {
        public ValueTask InitializeAsync() => ValueTask.CompletedTask;

        public async ValueTask DisposeAsync()
        {
            if (Shared.IsValueCreated)
            {
                await (await Shared.Value).DisposeAsync();
            }
        }
    }
}
