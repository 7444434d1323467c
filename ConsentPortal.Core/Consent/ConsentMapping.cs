using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConsentPortal.Core.Consent;

/// <summary>Keys begin with the contact point, so that one address lies together and rows can be spread over shards by it. No foreign
/// keys: what these rows point to is never deleted.</summary>
internal sealed class ConsentMapping : IEntityTypeConfiguration<ConsentRecord>, IEntityTypeConfiguration<ConsentEvent>, IEntityTypeConfiguration<MessageReference>,
    IEntityTypeConfiguration<Suppression>, IEntityTypeConfiguration<SuppressionLift>, IEntityTypeConfiguration<LedgerSeal>, IEntityTypeConfiguration<SealPublication>,
    IEntityTypeConfiguration<ConsentRequest>, IEntityTypeConfiguration<ConsentRequestItem>, IEntityTypeConfiguration<UndoOffer>, IEntityTypeConfiguration<ToldSaves>, IEntityTypeConfiguration<Wording>,
    IEntityTypeConfiguration<AddressCode>, IEntityTypeConfiguration<RenewalRun>, IEntityTypeConfiguration<RepeatedOptOut>
{
    public void Configure(EntityTypeBuilder<RepeatedOptOut> builder) => builder.ToTable("repeated_opt_outs").HasKey(r => r.EventId);

    public void Configure(EntityTypeBuilder<ConsentRecord> builder)
    {
        builder.ToTable("consent_records").HasKey(r => new { r.PointId, r.PurposeId, r.TopicId, r.ContactId });
        builder.HasIndex(r => new { r.ValidUntil, r.PointId, r.PurposeId, r.Status }).HasFilter("valid_until IS NOT NULL"); // most consent has no end, and costs nothing here
        builder.HasIndex(r => new { r.PurposeId, r.Status, r.RecordedAt, r.EventId }); // the list of records, as that of events
    }

    public void Configure(EntityTypeBuilder<ConsentEvent> builder)
    {
        builder.ToTable("consent_events").HasKey(e => new { e.PointId, e.Id });
        builder.HasIndex(e => e.Sequence).IsUnique();
        builder.HasIndex(e => new { e.PurposeId, e.NewStatus, e.RecordedAt, e.Sequence }); // the list of events: a stream for each purpose and status, in its order
        builder.HasIndex(e => new { e.RecordedAt, e.Sequence }, "ix_consent_events_doubtful").HasFilter("doubtful"); // a handful among millions, and costs the others nothing
        builder.Property(e => e.Source).HasMaxLength(ConsentEvent.SourceMaxLength);
        builder.Property(e => e.Reason).HasMaxLength(ConsentEvent.ReasonMaxLength);
        builder.Property(e => e.ActorId).HasMaxLength(ConsentEvent.ActorIdMaxLength);
        builder.Property(e => e.WordingVersion).HasMaxLength(ConsentEvent.VersionMaxLength);
        builder.Property(e => e.WordingLanguage).HasMaxLength(ConsentEvent.LanguageMaxLength);
        builder.Property(e => e.PreferenceCenterVersion).HasMaxLength(ConsentEvent.VersionMaxLength);
    }

    public void Configure(EntityTypeBuilder<MessageReference> builder)
    {
        builder.ToTable("message_references").Property(m => m.Text).HasMaxLength(MessageReference.TextMaxLength);
        builder.HasIndex(m => m.Text).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Suppression> builder)
    {
        builder.ToTable("suppressions").HasKey(s => new { s.KeyHash, s.Id });
        builder.Property(s => s.KeyHash).HasMaxLength(AddressHash.Length);
        builder.Property(s => s.ActorId).HasMaxLength(ConsentEvent.ActorIdMaxLength);
        builder.HasIndex(s => s.Id).IsUnique();
    }

    public void Configure(EntityTypeBuilder<SuppressionLift> builder) => builder.ToTable("suppression_lifts").HasKey(l => new { l.SuppressionId, l.Id });

    public void Configure(EntityTypeBuilder<LedgerSeal> builder)
    {
        builder.ToTable("ledger_seals").HasKey(s => s.Number);
        builder.Property(s => s.Number).ValueGeneratedNever();
        builder.Property(s => s.Signature).HasMaxLength(64);
        builder.Property(s => s.KeyId).HasMaxLength(SigningKeys.KeyIdLength).HasDefaultValue("");
    }

    public void Configure(EntityTypeBuilder<SealPublication> builder)
    {
        builder.ToTable("seal_publications").HasKey(p => p.Target);
        builder.Property(p => p.Hash).HasMaxLength(64);
        builder.Property(p => p.Problem).HasMaxLength(SealPublication.ProblemMaxLength);
        builder.Property(p => p.TriedAt).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<ConsentRequest> builder)
    {
        builder.ToTable("consent_requests");
        builder.Property(r => r.Language).HasMaxLength(ConsentEvent.LanguageMaxLength);
        builder.Property(r => r.WordingVersion).HasMaxLength(ConsentEvent.VersionMaxLength);
        builder.Property(r => r.Kind).HasDefaultValue(ConsentRequestKind.OptIn);
        builder.HasIndex(r => r.TokenHash).IsUnique();
        builder.HasIndex(r => new { r.PointId, r.RequestedAt });
        builder.HasIndex(r => r.ReminderHash).IsUnique();
        builder.HasIndex(r => new { r.AskedPointId, r.RequestedAt });
        builder.HasIndex(r => r.RemindAt);
        builder.HasIndex(r => r.PersonId);
        builder.HasMany(r => r.Items).WithOne().HasForeignKey(i => i.RequestId);
    }

    public void Configure(EntityTypeBuilder<ConsentRequestItem> builder)
        => builder.ToTable("consent_request_items").Property(i => i.WordingVersion).HasMaxLength(ConsentEvent.VersionMaxLength).HasDefaultValue("");

    public void Configure(EntityTypeBuilder<Wording> builder)
    {
        builder.ToTable("wordings").HasKey(w => w.Sha256);
        builder.Property(w => w.Sha256).HasMaxLength(32);
    }

    public void Configure(EntityTypeBuilder<RenewalRun> builder)
    {
        builder.ToTable("renewal_runs").Ignore(r => r.Seen);
        builder.HasIndex(r => r.State);
    }

    public void Configure(EntityTypeBuilder<UndoOffer> builder)
    {
        builder.ToTable("undo_offers");
        builder.HasIndex(u => new { u.PointId, u.SavedAt });
        builder.HasIndex(u => new { u.OtherPointId, u.SavedAt });
        builder.HasIndex(u => u.TokenHash).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ToldSaves> builder)
    {
        builder.ToTable("told_saves").Ignore(t => t.Saves).Ignore(t => t.Offers);
        builder.Property(t => t.Language).HasMaxLength(ConsentEvent.LanguageMaxLength);
        builder.HasIndex(t => t.DueAt);
        builder.HasIndex(t => t.TokenHash).IsUnique();
        builder.HasIndex(t => new { t.PointId, t.StartedAt });
    }

    public void Configure(EntityTypeBuilder<AddressCode> builder)
    {
        builder.ToTable("address_codes").Property(c => c.Use).HasMaxLength(AddressCode.UseMaxLength);
        builder.HasIndex(c => new { c.PointId, c.SentAt });
        builder.HasIndex(c => c.SentAt);
    }
}
