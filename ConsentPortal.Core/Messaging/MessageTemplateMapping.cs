using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConsentPortal.Core.Messaging;

internal sealed class MessageTemplateMapping : IEntityTypeConfiguration<MessageTemplate>
{
    public void Configure(EntityTypeBuilder<MessageTemplate> builder)
    {
        builder.ToTable("message_templates").Property(t => t.Kind).HasMaxLength(Email.KindMaxLength);
        builder.Property(t => t.Language).HasMaxLength(MessageTemplate.LanguageMaxLength);
        builder.Property(t => t.Subject).HasMaxLength(MessageTemplate.SubjectMaxLength);
        builder.Property(t => t.Button).HasMaxLength(MessageTemplate.ButtonMaxLength);
        builder.Property(t => t.Body).HasMaxLength(MessageTemplate.BodyMaxLength);
        builder.HasIndex(t => new { t.ProfileId, t.Kind, t.Language }).IsUnique();
    }
}
