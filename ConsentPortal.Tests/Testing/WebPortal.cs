using System.Globalization;
using System.Text.RegularExpressions;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Team;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Tests.Testing;

/// <summary>The real portal on a real port, with a database of its own and no demo data: what HTTP and browser tests talk to.</summary>
public sealed class WebPortal : WebApplicationFactory<Program>
{
    public const string Password = "correct horse battery 7";

    /// <summary>Of a password's hash: each test signs somebody in, and none of them is attacked.</summary>
    private const int HashRounds = 1000;
    private readonly Dictionary<string, string?> settings;
    private readonly Action<IServiceCollection>? configure;
    private readonly System.Collections.Concurrent.ConcurrentBag<Func<Task>> leaving = [];

    private WebPortal(Dictionary<string, string?> settings, string folder, Action<IServiceCollection>? configure)
    {
        this.settings = settings;
        this.configure = configure;
        Folder = folder;
        UseKestrel(0);
    }

    public string Folder { get; }

    public Uri Address => ClientOptions.BaseAddress;

    /// <summary>Starts it; <paramref name="with"/> are settings such as <c>ConsentPortal:PublicUrl</c>.</summary>
    public static Task<WebPortal> StartAsync(DatabaseProvider provider = DatabaseProvider.Sqlite, params (string Name, string Value)[] with) => StartAsync(null, provider, with);

    /// <summary>Starts it with services beside or instead of its own: a clock, a logger, a mail server.</summary>
    public static async Task<WebPortal> StartAsync(Action<IServiceCollection>? configure, DatabaseProvider provider = DatabaseProvider.Sqlite, params (string Name, string Value)[] with)
    {
        var folder = Directory.CreateTempSubdirectory("web").FullName;
        var database = await TestDatabase.NewAsync(provider, folder);
        database["ConsentPortal:DemoData"] = "false";
        foreach (var (name, value) in with)
        {
            database[name] = value;
        }

        WebPortal portal = new(database, folder, configure);
        portal.StartServer();
        return portal;
    }

    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    public PortalDb NewDb() => Get<PortalDbFactory>().CreateDbContext();

    /// <summary>What whoever visits it does before it stops.</summary>
    public void BeforeItStops(Func<Task> leave) => leaving.Add(leave);

    public override async ValueTask DisposeAsync()
    {
        await Task.WhenAll(leaving.Select(leave => leave()));
        await base.DisposeAsync();
    }

    /// <summary>A client without cookies that follows no redirect: what a program or a mailbox is.</summary>
    public HttpClient NewClient() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };

    /// <summary>A member of the team with this role; signs in with <see cref="Password"/>.</summary>
    public async Task<TeamMember> MemberAsync(Role role, string? email = null)
    {
        using var scope = Services.CreateScope();
        var members = scope.ServiceProvider.GetRequiredService<UserManager<TeamMember>>();
        email ??= $"{role}@example.com".ToLower(CultureInfo.InvariantCulture);
        if (await members.FindByEmailAsync(email) is { } known)
        {
            return known;
        }

        TeamMember member = new()
        {
            Id = Get<IdSource>().Next(), UserName = email, Email = email, DisplayName = $"{role} Tester", Role = role, MayImport = true, MaySegment = true, CreatedAt = DateTimeOffset.UtcNow,
        };
        scope.ServiceProvider.GetRequiredService<PortalDb>().Announce(new Added(member), Actor.System);
        var made = await members.CreateAsync(member, Password);
        Assert.True(made.Succeeded, string.Join(' ', made.Errors.Select(e => e.Description)));
        return member;
    }

    /// <summary>A client with the cookies of a signed-in member, through the real form.</summary>
    public async Task<HttpClient> SignedInAsync(Role role)
    {
        var member = await MemberAsync(role);
        HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true }) { BaseAddress = Address };
        var form = await client.GetStringAsync("/sign-in");
        var token = Regex.Match(form, "name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups["token"].Value;
        using FormUrlEncodedContent body = new(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["_handler"] = "sign-in", ["__RequestVerificationToken"] = token, ["Input.Email"] = member.Email!, ["Input.Password"] = Password,
        });
        var answer = await client.PostAsync(new Uri("/sign-in", UriKind.Relative), body);
        Assert.Equal(System.Net.HttpStatusCode.Redirect, answer.StatusCode);
        return client;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Testing");
        builder.UseSetting("Logging:LogLevel:Default", "Error");
        builder.UseSetting("Logging:LogLevel:Microsoft", "Error");
        builder.UseSetting("Logging:LogLevel:Microsoft.Hosting.Lifetime", "Error");
        foreach (var (name, value) in settings)
        {
            builder.UseSetting(name, value);
        }

        builder.ConfigureServices(s => s.PostConfigure<PasswordHasherOptions>(o => o.IterationCount = HashRounds));
        if (configure is not null)
        {
            builder.ConfigureServices(configure);
        }
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && Directory.Exists(Folder))
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(Folder, recursive: true);
        }
    }

    private sealed record Added(TeamMember Member) : PortalEvent("member.added", "member", Member.Id.ToString(CultureInfo.InvariantCulture));
}
