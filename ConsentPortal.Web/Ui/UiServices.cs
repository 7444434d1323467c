using Radzen;

namespace ConsentPortal.Web.Ui;

internal static class UiServices
{
    public static IServiceCollection AddUi(this IServiceCollection services)
    {
        services.AddRadzenComponents();
        services.AddScoped<Toasts>();
        services.AddScoped<LocalTime>();
        return services;
    }
}

/// <summary>Short good news at the edge of the screen. Errors belong into the page.</summary>
public sealed class Toasts(NotificationService notifications)
{
    public void Say(string title, string detail = "") => notifications.Notify(new NotificationMessage
    {
        Severity = NotificationSeverity.Success, Summary = title, Detail = detail, Duration = 8000,
    });
}
