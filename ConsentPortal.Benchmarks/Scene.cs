using System.Globalization;
using System.Text;

namespace ConsentPortal.Benchmarks;

/// <summary>The filled store, the portal on it, the reference beside it, and a key.</summary>
internal sealed class Scene : IAsyncDisposable
{
    private readonly Settings settings;
    private readonly byte[][] singles;

    private Scene(Settings settings, Children portal, Children reference, string key)
    {
        this.settings = settings;
        (Portal, Reference, Key) = (portal, reference, key);
        singles = [.. Enumerable.Range(0, 50_000).Select(n => Request([Addresses.Next(n % 97, n, settings.Points)]))];
    }

    public Children Portal { get; }

    public Children Reference { get; }

    public string Key { get; }

    public static async Task<Scene> OpenAsync(Settings settings)
    {
        var data = await BenchmarkStore.EnsureAsync(settings);
        var (key, ended) = await Children.VerbAsync(data, "api-key", "create", "--name", $"benchmark {DateTime.UtcNow.Ticks.ToString(CultureInfo.InvariantCulture)}", "--scope", "consent:check", "--scope", "consent:write");
        ended.Dispose();
        return new(settings, await Children.PortalAsync(data), await Children.ReferenceAsync(BenchmarkStore.ReferencePath(settings)), key);
    }

    public byte[] One(int connection, int n) => singles[(int)((uint)(connection * 15485863 + n) % (uint)singles.Length)];

    public byte[] Many(int batch, int items) => Request([.. Enumerable.Range(0, items).Select(n => Addresses.Next(batch, n, settings.Points))]);

    public async ValueTask DisposeAsync()
    {
        await Portal.DisposeAsync();
        await Reference.DisposeAsync();
    }

    private byte[] Request(int[] people)
    {
        StringBuilder items = new();
        foreach (var person in people)
        {
            items.Append(items.Length > 0 ? "," : "").Append(CultureInfo.InvariantCulture, $"{{\"ref\":\"{person}\",\"address\":\"{Addresses.Of(person)}\"}}");
        }

        return RawClient.Post("/api/v1/consent/check", $"{{\"profile\":\"default\",\"purpose\":\"commercial\",\"topic\":\"newsletter\",\"channel\":\"email\",\"items\":[{items}]}}", Key);
    }
}
