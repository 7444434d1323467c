using ConsentPortal.Core.Integration;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Core.PrivacyRequests;

internal sealed class DsrMapping : IEntityTypeConfiguration<DsrRequest>, IEntityTypeConfiguration<DsrCallback>
{
    public void Configure(EntityTypeBuilder<DsrRequest> builder)
    {
        builder.ToTable("opendsr_requests").Property(d => d.SubjectRequestId).HasMaxLength(DsrRequest.NumberLength);
        builder.HasOne<Application>().WithMany().HasForeignKey(d => d.ApplicationId);
        builder.HasOne<PrivacyRequest>().WithMany().HasForeignKey(d => d.RequestId);
        builder.HasIndex(d => new { d.ApplicationId, d.SubjectRequestId }).IsUnique();
        builder.HasIndex(d => d.RequestId);
        builder.HasIndex(d => d.MatchedAt);
    }

    public void Configure(EntityTypeBuilder<DsrCallback> builder)
    {
        builder.ToTable("opendsr_callbacks").Property(c => c.Url).HasMaxLength(Webhook.UrlMaxLength);
        builder.HasOne<DsrRequest>().WithMany().HasForeignKey(c => c.DsrId);
        builder.HasIndex(c => c.NextAttemptAt);
    }
}

internal static class DsrServices
{
    public static IServiceCollection AddDsr(this IServiceCollection services)
    {
        services.AddSingleton<DsrSigner>();
        services.AddSingleton<ReceiveDsr>();
        services.AddSingleton<ReadDsr>();
        services.AddSingleton<CancelDsr>();
        services.AddSingleton<MatchDsr>();
        services.AddSingleton<TellDsr>();
        services.AddHostedService<DsrWorker>();
        return services;
    }
}
