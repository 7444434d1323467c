using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web;

internal static class TrafficCount
{
    /// <summary>Counts every request, so that imports see when somebody needs the machine.</summary>
    public static IApplicationBuilder UseTraffic(this WebApplication app)
    {
        var traffic = app.Services.GetRequiredService<Traffic>();
        return app.Use(next => context =>
        {
            traffic.Add();
            return next(context);
        });
    }
}
