using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Core.Messaging;

internal static class MessagingServices
{
    public static IServiceCollection AddMessaging(this IServiceCollection services) => services;
}
