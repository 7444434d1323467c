using ConsentPortal.Core.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Core.Messaging;

internal static class MessagingServices
{
    public static IServiceCollection AddMessaging(this IServiceCollection services)
    {
        services.AddSingleton<IHoldsPersonalData, MessagingHoldings>();
        services.AddSingleton<IRetains, MailRetention>();
        services.AddSingleton<IRetains, TextRetention>();
        services.AddSingleton<MailSettings>();
        services.AddSingleton<MailMessages>();
        services.AddSingleton<IMailTransport>(sp => sp.GetRequiredService<MailSettings>().Pickup is null
            ? ActivatorUtilities.CreateInstance<SmtpTransport>(sp) : ActivatorUtilities.CreateInstance<PickupTransport>(sp));
        services.AddSingleton<MailKinds>();
        services.AddSingleton<MailColours>();
        services.AddSingleton<MailWriter>();
        services.AddSingleton<SampleMail>();
        services.AddSingleton<TemplateStore>();
        services.AddSingleton<EditTemplate>();
        services.AddSingleton<ResetTemplate>();
        services.AddSingleton<FindTemplates>();
        services.AddSingleton<ReadTemplate>();
        services.AddSingleton<PreviewTemplate>();
        services.AddSingleton<SendTestMail>();
        services.AddSingleton<SendEmail>();
        services.AddSingleton<PlaceOutbox>();
        services.AddSingleton<DeliverEmails>();
        services.AddSingleton<ResendEmail>();
        services.AddSingleton<FindEmails>();
        services.AddSingleton<ReadOutbox>();
        services.AddSingleton<ReadEmail>();
        services.AddHostedService<MailWorker>();
        services.AddSingleton<TextSettings>();
        services.AddSingleton<ITextTransport>(sp => sp.GetRequiredService<TextSettings>().Pickup is null
            ? ActivatorUtilities.CreateInstance<GatewayTextTransport>(sp) : ActivatorUtilities.CreateInstance<PickupTextTransport>(sp));
        services.AddSingleton<SendText>();
        services.AddSingleton<DeliverTexts>();
        services.AddSingleton<ResendText>();
        services.AddSingleton<FindTexts>();
        services.AddSingleton<ReadText>();
        services.AddSingleton<IErasesPersonalData, MessagingErasure>();
        services.AddHostedService<TextWorker>();
        return services;
    }
}
