using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConsentPortal.Core.Integration;

internal sealed class WebhookMapping : IEntityTypeConfiguration<Webhook>, IEntityTypeConfiguration<WebhookDelivery>, IEntityTypeConfiguration<WebhookAttempt>, IEntityTypeConfiguration<WebhookCursor>,
    IEntityTypeConfiguration<WebhookHealth>, IEntityTypeConfiguration<WebhookTurn>
{
    public void Configure(EntityTypeBuilder<Webhook> builder)
    {
        builder.ToTable("webhooks").Property(w => w.Url).HasMaxLength(Webhook.UrlMaxLength);
        builder.Property(w => w.Description).HasMaxLength(Webhook.DescriptionMaxLength);
        builder.Property(w => w.ProfileCode).HasMaxLength(Webhook.ProfileMaxLength);
        builder.Property(w => w.Secret).HasMaxLength(120);
        builder.Property(w => w.OldSecret).HasMaxLength(120);
        builder.HasOne<Application>().WithMany().HasForeignKey(w => w.ApplicationId);
    }

    public void Configure(EntityTypeBuilder<WebhookDelivery> builder)
    {
        builder.ToTable("webhook_deliveries").Property(d => d.Stream).HasMaxLength(WebhookDelivery.StreamMaxLength);
        builder.Property(d => d.Kind).HasMaxLength(WebhookDelivery.KindMaxLength);
        builder.HasIndex(d => new { d.WebhookId, d.Id }); // the log, newest first
        builder.HasIndex(d => new { d.WebhookId, d.NextAttemptAt }).HasFilter("next_attempt_at IS NOT NULL"); // what waits is little
        builder.HasIndex(d => new { d.WebhookId, d.Id }, "ix_webhook_deliveries_given_up").HasFilter("state = 'givenUp'");
    }

    public void Configure(EntityTypeBuilder<WebhookAttempt> builder)
    {
        builder.ToTable("webhook_attempts");
        builder.HasIndex(a => a.DeliveryId);
    }

    public void Configure(EntityTypeBuilder<WebhookCursor> builder)
    {
        builder.ToTable("webhook_cursors").HasKey(c => new { c.WebhookId, c.Stream, c.Lane });
        builder.Property(c => c.Stream).HasMaxLength(WebhookDelivery.StreamMaxLength);
    }

    public void Configure(EntityTypeBuilder<WebhookHealth> builder) => builder.ToTable("webhook_healths").HasKey(h => h.WebhookId);

    public void Configure(EntityTypeBuilder<WebhookTurn> builder)
    {
        builder.ToTable("webhook_turns").HasKey(t => t.Number);
        builder.Property(t => t.Number).ValueGeneratedNever();
        builder.Property(t => t.Holder).IsConcurrencyToken();
        builder.Property(t => t.Until).IsConcurrencyToken();
    }
}
