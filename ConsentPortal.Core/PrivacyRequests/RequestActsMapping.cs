using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConsentPortal.Core.PrivacyRequests;

internal sealed class RequestActsMapping : IEntityTypeConfiguration<RequestObjection>, IEntityTypeConfiguration<RequestRestriction>, IEntityTypeConfiguration<RequestUpdate>
{
    public void Configure(EntityTypeBuilder<RequestObjection> builder)
    {
        builder.ToTable("request_objections").HasOne<PrivacyRequest>().WithMany().HasForeignKey(o => o.RequestId);
        builder.HasIndex(o => o.RequestId);
        builder.HasIndex(o => o.PointId);
    }

    public void Configure(EntityTypeBuilder<RequestRestriction> builder)
    {
        builder.ToTable("request_restrictions").Ignore(r => r.IsOpen).HasOne<PrivacyRequest>().WithMany().HasForeignKey(r => r.RequestId);
        builder.HasIndex(r => r.RequestId);
        builder.HasIndex(r => r.ContactId);
    }

    public void Configure(EntityTypeBuilder<RequestUpdate> builder)
    {
        builder.ToTable("request_updates").HasOne<PrivacyRequest>().WithMany().HasForeignKey(u => u.RequestId);
        builder.Property(u => u.Field).HasMaxLength(RequestUpdate.FieldMaxLength);
        builder.HasIndex(u => new { u.RequestId, u.Field }).IsUnique();
    }
}
