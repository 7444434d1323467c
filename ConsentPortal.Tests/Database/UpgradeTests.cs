using ConsentPortal.Core;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Tests.Database;

/// <summary>Starts from a database as the first release made it, filled by raw statements, and brings it to this version.</summary>
public sealed class UpgradeTests
{
    private const string FirstRelease = "CreatePortal";

    [Theory, OnEveryDatabase]
    public async Task A_database_of_the_first_release_comes_here_with_nothing_lost_its_ledger_whole_and_the_same_answers(DatabaseProvider provider)
    {
        var folder = Directory.CreateTempSubdirectory("upgrade").FullName;
        var settings = await EmptyAsync(provider, folder);
        await using (var old = Services(settings))
        {
            await FillAsync(old);
            Assert.True(await old.GetRequiredService<UpgradeDatabase>().RunAsync(CancellationToken.None) > 0, "There is a migration after the first.");
            Assert.Equal(0, await old.GetRequiredService<UpgradeDatabase>().RunAsync(CancellationToken.None));
        }

        await using var portal = await TestPortal.OnAsync(settings, folder);
        Assert.Equal(ReasonCode.AllowedOptedIn, await portal.World.ReasonAsync("ann@example.com"));
        Assert.Equal(ReasonCode.PurposeOptedOut, await portal.World.ReasonAsync("bob@example.com"));
        Assert.Equal(ReasonCode.PurposeNotOptedIn, await portal.World.ReasonAsync("nobody@example.com"));
        var verified = (await portal.Get<VerifyLedger>().RunAsync(Actor.System, CancellationToken.None)).Value;
        Assert.Null(verified.Fault);
        await using var db = portal.NewDb();
        Assert.Equal((2, 2, 2, 1, 1), (await db.Set<ConsentEvent>().CountAsync(), await db.Set<ConsentRecord>().CountAsync(), await db.Set<ContactPoint>().CountAsync(),
            await db.Set<ComplianceProfile>().CountAsync(), await db.Set<LedgerSeal>().CountAsync()));
        var email = await db.Set<Email>().SingleAsync();
        Assert.Equal(("ann@example.com", "Welcome", EmailState.Sent), (email.To, email.Subject, email.State));
        Assert.Equal("I agree.", (await db.Set<SideRow>().SingleAsync(r => r.Kind == SideRowKind.Wording)).Content);
        var asked = await db.Set<ConsentRequest>().SingleAsync();
        Assert.Equal((ConsentRequestKind.OptIn, true), (asked.Kind, asked.Confirmed));
        Assert.Equal("House", (await portal.Get<Rulebooks>().FreshAsync(CancellationToken.None)).Profile("default")!.Name);

        Assert.Equal(RecordOutcome.Recorded, (await portal.World.SaysAsync("ann@example.com", ConsentStatus.OptedOut)).Outcome); // life goes on, in the same chain
        await portal.Get<SealLedger>().RunAsync(new(), Actor.System, CancellationToken.None);
        Assert.Null((await portal.Get<VerifyLedger>().RunAsync(Actor.System, CancellationToken.None)).Value.Fault);
    }

    private static async Task<Dictionary<string, string?>> EmptyAsync(DatabaseProvider provider, string folder)
    {
        Dictionary<string, string?> settings = new(StringComparer.Ordinal) { ["ConsentPortal:DataDirectory"] = folder, ["ConsentPortal:Database:Provider"] = provider.ToString() };
        if (provider == DatabaseProvider.PostgreSql)
        {
            var cluster = await PostgresCluster.GetAsync();
            settings["ConnectionStrings:ConsentPortal"] = cluster.ConnectionTo(cluster.NewName());
        }

        return settings;
    }

    private static ServiceProvider Services(Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddSingleton<TimeProvider>(new TestClock()).AddConsentPortalCore(configuration, "/").BuildServiceProvider();
    }

    private static async Task FillAsync(ServiceProvider services)
    {
        await using var db = services.GetRequiredService<PortalDbFactory>().CreateDbContext();
        await db.GetService<IMigrator>().MigrateAsync(FirstRelease);
        ReleasedRows rows = new(db);
        RulebookMaker make = new(new(TimeProvider.System), ReleasedScene.Then);
        var commercial = make.Purpose(1, "commercial", PurposeType.Commercial, new("Commercial"), new("Offers."));
        var tracking = make.Purpose(2, "tracking", PurposeType.Tracking, new("Tracking"), new(""));
        var profile = make.Profile(1, "default", "House", doubleOptIn: false);
        foreach (var purpose in new[] { commercial, tracking })
        {
            make.Use(profile, purpose, RegimePresets.Strictest);
            await rows.PutAsync("purposes", purpose, "id number code type name description version created_at");
            await rows.PutAsync("purpose_states", new PurposeState { Id = purpose.State.Id, PurposeId = purpose.Id, From = ReleasedScene.Then }, "id purpose_id active opt_out_scope held_from held_until");
        }

        await rows.PutAsync("compliance_profiles", profile, "id number code name company_name postal_address regime default_language applications version created_at");
        await rows.PutAsync("profile_states", new ProfileState { Id = profile.State.Id, ProfileId = profile.Id, From = ReleasedScene.Then }, "id profile_id active double_opt_in held_from held_until");
        await rows.PutAllAsync("profile_purposes", profile.Purposes, "id profile_id purpose_id held_from held_until");
        await rows.PutAllAsync("enforcements", profile.Enforcements, "id profile_id purpose_id channel model held_from held_until");
        await rows.PutAsync("stamps", new Stamp { Name = "rulebook", Value = 7 }, "name value");
        await new ReleasedScene(rows, services.GetRequiredService<AddressHasher>(),
            services.GetRequiredService<SigningKeys>(), profile, commercial).PutAsync();
    }
}
