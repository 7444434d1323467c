using ConsentPortal.Core;
using ConsentPortal.Core.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Tests.Testing;

/// <summary>The whole Core on a database of its own, without the web: what verb tests run on.</summary>
public sealed class TestPortal : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private TestPortal(ServiceProvider services, string folder, DatabaseProvider provider)
    {
        this.services = services;
        Folder = folder;
        Provider = provider;
    }

    public string Folder { get; }

    public DatabaseProvider Provider { get; }

    public TestClock Clock => (TestClock)Get<TimeProvider>();

    public World World => field ??= new(this);

    /// <param name="with">Settings such as <c>ConsentPortal:PublicUrl</c>.</param>
    public static async Task<TestPortal> StartAsync(DatabaseProvider provider = DatabaseProvider.Sqlite, Action<IServiceCollection>? configure = null, params (string Name, string Value)[] with)
    {
        var folder = Directory.CreateTempSubdirectory("portal").FullName;
        var settings = await TestDatabase.NewAsync(provider, folder);
        foreach (var (name, value) in with)
        {
            settings[name] = value;
        }

        return await OnAsync(settings, folder, configure);
    }

    /// <summary>Beside other processes on a database that is there.</summary>
    public static async Task<TestPortal> OnAsync(Dictionary<string, string?> settings, string folder, Action<IServiceCollection>? configure = null)
    {
        var provider = Enum.Parse<DatabaseProvider>(settings["ConsentPortal:Database:Provider"]!);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var collection = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddSingleton<TimeProvider>(new TestClock());
        configure?.Invoke(collection);
        var built = collection.AddConsentPortalCore(configuration, "/").BuildServiceProvider();
        await built.GetRequiredService<NodeNumber>().TakeAsync(CancellationToken.None);
        return new(built, folder, provider);
    }

    public IServiceProvider Services => services;

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public PortalDb NewDb() => Get<PortalDbFactory>().CreateDbContext();

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }
}
