using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConsentPortal.Core.Compliance;

internal sealed class ComplianceMapping : IEntityTypeConfiguration<ComplianceProfile>, IEntityTypeConfiguration<Purpose>, IEntityTypeConfiguration<Topic>,
    IEntityTypeConfiguration<ProfileState>, IEntityTypeConfiguration<PurposeState>, IEntityTypeConfiguration<TopicState>,
    IEntityTypeConfiguration<ProfilePurpose>, IEntityTypeConfiguration<Enforcement>, IEntityTypeConfiguration<PublishedWording>, IEntityTypeConfiguration<ConsentValidity>
{
    public void Configure(EntityTypeBuilder<ComplianceProfile> builder)
    {
        builder.ToTable("compliance_profiles").Ignore(p => p.State).Ignore(p => p.RegimeCode).Ignore(p => p.Deadlines).Ignore(p => p.Controller).Ignore(p => p.Brand);
        builder.Property(p => p.Code).HasMaxLength(ComplianceProfile.CodeMaxLength);
        builder.Property(p => p.Name).HasMaxLength(ComplianceProfile.NameMaxLength);
        builder.Property(p => p.CompanyName).HasMaxLength(ComplianceProfile.NameMaxLength);
        builder.Property(p => p.PostalAddress).HasMaxLength(ComplianceProfile.AddressMaxLength);
        builder.Property(p => p.ControllerName).HasMaxLength(ComplianceProfile.NameMaxLength).HasDefaultValue("");
        builder.Property(p => p.ControllerContact).HasMaxLength(ComplianceProfile.ContactMaxLength).HasDefaultValue("");
        builder.Property(p => p.DpoContact).HasMaxLength(ComplianceProfile.ContactMaxLength).HasDefaultValue("");
        builder.Property(p => p.Representative).HasMaxLength(ComplianceProfile.ContactMaxLength).HasDefaultValue("");
        builder.Property(p => p.Regime).HasMaxLength(40);
        builder.Property(p => p.DefaultLanguage).HasMaxLength(12);
        builder.HasIndex(p => p.Code).IsUnique();
        builder.HasIndex(p => p.Number).IsUnique();
        builder.HasMany(p => p.States).WithOne().HasForeignKey(s => s.ProfileId);
        builder.HasMany(p => p.Purposes).WithOne().HasForeignKey(s => s.ProfileId);
        builder.HasMany(p => p.Enforcements).WithOne().HasForeignKey(s => s.ProfileId);
        builder.HasMany(p => p.Validities).WithOne().HasForeignKey(s => s.ProfileId);
    }

    public void Configure(EntityTypeBuilder<Purpose> builder)
    {
        builder.ToTable("purposes").Ignore(p => p.State).Ignore(p => p.Facts);
        builder.Property(p => p.DataCategories).HasMaxLength(Purpose.FactMaxLength).HasDefaultValue("");
        builder.Property(p => p.Recipients).HasMaxLength(Purpose.FactMaxLength).HasDefaultValue("");
        builder.Property(p => p.Retention).HasMaxLength(Purpose.FactMaxLength).HasDefaultValue("");
        builder.Property(p => p.Transfers).HasMaxLength(Purpose.FactMaxLength).HasDefaultValue("");
        builder.Property(p => p.Code).HasMaxLength(Purpose.CodeMaxLength);
        builder.HasIndex(p => p.Code).IsUnique();
        builder.HasIndex(p => p.Number).IsUnique();
        builder.HasMany(p => p.States).WithOne().HasForeignKey(s => s.PurposeId);
        builder.HasMany(p => p.Topics).WithOne().HasForeignKey(t => t.PurposeId);
    }

    public void Configure(EntityTypeBuilder<Topic> builder)
    {
        builder.ToTable("topics").Ignore(t => t.State);
        builder.Property(t => t.Code).HasMaxLength(Purpose.CodeMaxLength);
        builder.HasIndex(t => new { t.PurposeId, t.Code }).IsUnique();
        builder.HasIndex(t => t.Number).IsUnique();
        builder.HasMany(t => t.States).WithOne().HasForeignKey(s => s.TopicId);
    }

    public void Configure(EntityTypeBuilder<PublishedWording> builder)
    {
        builder.ToTable("published_wordings").Ignore(w => w.Sha256);
        builder.Property(w => w.Language).HasMaxLength(PublishedWording.LanguageMaxLength);
        builder.Property(w => w.Reference).HasMaxLength(PublishedWording.ReferenceMaxLength);
        builder.Property(w => w.Text).HasMaxLength(PublishedWording.TextMaxLength);
        builder.HasIndex(w => w.Reference).IsUnique();
        builder.HasIndex(w => new { w.PurposeId, w.TopicId, w.Language, w.Number }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ProfileState> builder)
    {
        builder.ToTable("profile_states");
        builder.Property(s => s.PolicyUrl).HasMaxLength(ComplianceProfile.PolicyUrlMaxLength).HasDefaultValue("");
        builder.Property(s => s.PolicyVersion).HasMaxLength(ComplianceProfile.PolicyVersionMaxLength).HasDefaultValue("");
    }

    public void Configure(EntityTypeBuilder<PurposeState> builder) => builder.ToTable("purpose_states");

    public void Configure(EntityTypeBuilder<TopicState> builder) => builder.ToTable("topic_states");

    public void Configure(EntityTypeBuilder<ProfilePurpose> builder)
        => builder.ToTable("profile_purposes").HasOne<Purpose>().WithMany().HasForeignKey(p => p.PurposeId);

    public void Configure(EntityTypeBuilder<Enforcement> builder)
        => builder.ToTable("enforcements").HasOne<Purpose>().WithMany().HasForeignKey(e => e.PurposeId);

    public void Configure(EntityTypeBuilder<ConsentValidity> builder)
        => builder.ToTable("consent_validities").Ignore(v => v.Terms).HasOne<Purpose>().WithMany().HasForeignKey(v => v.PurposeId);
}
