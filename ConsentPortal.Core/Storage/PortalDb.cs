using System.Text.Json;
using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Team;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ConsentPortal.Core.Storage;

/// <summary>The portal's database as verbs and questions see it. One subclass a provider owns the migrations.</summary>
public abstract class PortalDb(DbContextOptions options) : IdentityUserContext<TeamMember, long>(options)
{
    internal const string RulebookStamp = "rulebook";

    // Identity reads its schema version from the application's options; a design-time context or a test that news one up has none
    private static readonly IServiceProvider IdentityFallback = new ServiceCollection()
        .Configure<IdentityOptions>(o => o.Stores.SchemaVersion = IdentitySchemaVersions.Version3).BuildServiceProvider();

    /// <summary>Makes ids for what the save itself adds; set by the factory.</summary>
    internal IdSource Ids { get; set; } = new(TimeProvider.System);

    internal TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Where SQLite's writers take turns; null where there is none to take.</summary>
    internal WriteGate? Gate { get; set; }

    /// <summary>The save under way needs no turn of its own.</summary>
    internal bool IsInsideGate { get; private set; }

    // what one save announces happened at one instant: so its parts are one version of the thing
    private DateTimeOffset? announcedAt;

    /// <summary>Writes down what happened in the same save as the change itself: audit row, its values in an erasable side row, and for
    /// public events the outbox row.</summary>
    public void Announce(PortalEvent happened, Actor actor)
    {
        var now = announcedAt ??= Time.Now();
        var values = SideRow.Make(Ids.Next<SideRow>(), SideRowKind.AuditValues, JsonSerializer.Serialize(new AuditValues(actor.Name, happened.SubjectName, happened.Changes) { Reason = happened.Reason.Length > 0 ? happened.Reason : null }), now);
        Add(values);
        Add(new AuditEntry
        {
            Id = Ids.Next<AuditEntry>(), At = now, Kind = happened.Kind, ActorKind = actor.Kind, ActorId = actor.Id ?? "",
            SubjectKind = happened.SubjectKind, SubjectId = happened.SubjectId, ValuesId = values.Id, ValuesHash = values.Hash(),
        });
        if (happened.IsPublic)
        {
            Add(new OutboxMessage { Id = Ids.Next<OutboxMessage>(), Kind = happened.Kind, Payload = JsonSerializer.Serialize(new { subject = happened.SubjectId }), CreatedAt = now });
        }
    }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        await BeforeSaveAsync(cancellationToken);
        var saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        announcedAt = null;
        return saved;
    }

    /// <summary>Saves in one transaction with what <paramref name="first"/> writes on the context's connection, past the change tracker.</summary>
    internal async Task SaveWithAsync(Func<Task> first, CancellationToken ct)
    {
        await (Gate?.EnterAsync(ct) ?? Task.CompletedTask);
        IsInsideGate = true;
        try
        {
            await using var transaction = await Database.BeginTransactionAsync(ct);
            await first();
            await SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }
        finally
        {
            IsInsideGate = false;
            Gate?.Leave();
        }
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
        => throw new NotSupportedException("Save with SaveChangesAsync: the portal never blocks a thread on its database.");

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder)
    {
        if (optionsBuilder.Options.FindExtension<CoreOptionsExtension>()?.ApplicationServiceProvider is null)
        {
            optionsBuilder.UseApplicationServiceProvider(IdentityFallback);
        }
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(PortalDb).Assembly);
        PortalConventions.Apply(builder);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => PortalConventions.Apply(configurationBuilder);

    private async Task BeforeSaveAsync(CancellationToken ct)
    {
        ChangeTracker.DetectChanges();
        SaveGuards.Check(ChangeTracker, announcedAt is not null);
        if (ChangeTracker.Entries<IRule>().Any(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted))
        {
            var stamp = await Set<Stamp>().FindAsync([RulebookStamp], ct);
            if (stamp is null)
            {
                Add(new Stamp { Name = RulebookStamp, Value = Ids.Next() });
            }
            else
            {
                stamp.Value = Ids.Next();
            }
        }
    }
}
