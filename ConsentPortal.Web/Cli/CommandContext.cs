using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Storage.Demo;

namespace ConsentPortal.Web.Cli;

/// <summary>A verb's words and the same services that the portal runs on, with logs on standard error from warnings up.</summary>
public sealed class CommandContext : IAsyncDisposable
{
    private readonly IHost host;

    private CommandContext(IHost host, string[] words)
    {
        this.host = host;
        Words = words;
    }

    public string[] Words { get; }

    public static CommandContext Open(string[] words)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = HomeFolder.Of([]) });
        builder.Logging.ClearProviders().AddSimpleConsole(o => o.SingleLine = true).AddFilter(level => level >= LogLevel.Warning).AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        PortalBuilder.AddServices(builder.Services, builder.Configuration, builder.Environment);
        return new(builder.Build(), words);
    }

    public T Get<T>() where T : notnull => host.Services.GetRequiredService<T>();

    public IServiceScope NewScope() => host.Services.CreateScope();

    /// <summary>Brings the database to this version first, so that every verb works on a fresh machine; keeps the node number while the verb runs.</summary>
    public async Task UpgradeAsync()
    {
        await host.UpgradeAsync();
        await Get<NodeLeaseWorker>().StartAsync(CancellationToken.None);
    }

    /// <summary>Brings the database to this version; how many steps it took.</summary>
    public Task<int> MigrateAsync() => Get<UpgradeDatabase>().RunAsync(CancellationToken.None);

    /// <summary>True from when on this process, and no other, does the work of the data directory's workers.</summary>
    public bool TryTakeWork() => Get<PortalLock>().TryTake();

    /// <summary>Made-up people; the demo's room is no place for a verb to name.</summary>
    public Task<Outcome<int>> SeedAsync(int contacts, IProgress<int> progress) => Get<SeedPeople>().RunAsync(new(contacts, progress), Actor.System, CancellationToken.None);

    /// <summary>The value after an option: <c>--email E</c>. Null when it is not there.</summary>
    public string? Option(string name)
    {
        var at = Array.IndexOf(Words, name);
        return at < 0 ? null : at + 1 < Words.Length ? Words[at + 1] : throw new CommandException($"{name} needs a value.");
    }

    /// <summary>All values of an option that may be given several times.</summary>
    public IEnumerable<string> Options(string name) => Words.Zip(Words.Skip(1)).Where(p => p.First == name).Select(p => p.Second);

    public bool Has(string name) => Words.Contains(name, StringComparer.Ordinal);

    public async ValueTask DisposeAsync()
    {
        await Get<NodeLeaseWorker>().StopAsync(CancellationToken.None);
        if (host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }
}
