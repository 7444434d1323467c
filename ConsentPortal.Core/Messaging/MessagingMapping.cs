using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConsentPortal.Core.Messaging;

internal sealed class MessagingMapping : IEntityTypeConfiguration<OutboxMessage>, IEntityTypeConfiguration<Email>, IEntityTypeConfiguration<TextMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("outbox_messages").Property(m => m.Kind).HasMaxLength(OutboxMessage.KindMaxLength);
        builder.Property(m => m.DispatchedAt).IsConcurrencyToken();
        builder.HasIndex(m => m.DispatchedAt);
        builder.HasIndex(m => m.Sequence).IsUnique().HasFilter("sequence > 0");
    }

    public void Configure(EntityTypeBuilder<Email> builder)
    {
        builder.ToTable("emails").Property(e => e.Kind).HasMaxLength(Email.KindMaxLength);
        builder.Property(e => e.To).HasMaxLength(Email.AddressMaxLength);
        builder.Property(e => e.Subject).HasMaxLength(Email.SubjectMaxLength);
        builder.Property(e => e.FromName).HasMaxLength(MailFrom.NameMaxLength).HasDefaultValue("");
        builder.Property(e => e.FromAddress).HasMaxLength(Email.AddressMaxLength).HasDefaultValue("");
        builder.Property(e => e.ReplyTo).HasMaxLength(Email.AddressMaxLength).HasDefaultValue("");
        builder.Property(e => e.LastError).HasMaxLength(Email.ErrorMaxLength);
        builder.Property(e => e.NextAttemptAt).IsConcurrencyToken();
        builder.HasIndex(e => new { e.State, e.NextAttemptAt });
        builder.HasIndex(e => e.PointId);
    }

    public void Configure(EntityTypeBuilder<TextMessage> builder)
    {
        builder.ToTable("text_messages").Property(m => m.Kind).HasMaxLength(TextMessage.KindMaxLength);
        builder.Property(m => m.To).HasMaxLength(TextMessage.NumberMaxLength);
        builder.Property(m => m.LastError).HasMaxLength(TextMessage.ErrorMaxLength);
        builder.Property(m => m.NextAttemptAt).IsConcurrencyToken();
        builder.HasIndex(m => m.NextAttemptAt);
        builder.HasIndex(m => m.PointId);
    }
}
