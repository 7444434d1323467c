using System.Globalization;
using Microsoft.JSInterop;

namespace ConsentPortal.Web.Ui;

/// <summary>Instants on the reader's own clock: the portal keeps UTC, the browser knows its zone. UTC until it was asked.</summary>
public sealed class LocalTime(IJSRuntime js, TimeProvider clock)
{
    private TimeZoneInfo? zone;

    /// <summary>Asks the browser, once a circuit; call it before times are shown or read.</summary>
    public async Task LoadAsync()
    {
        if (zone is null)
        {
            var name = await js.InvokeAsync<string?>("portal.zone");
            zone = name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var found) ? found : TimeZoneInfo.Utc;
        }
    }

    public DateTimeOffset Of(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone ?? TimeZoneInfo.Utc);

    /// <summary>Now, for inputs that start with it.</summary>
    public DateTime Now
    {
        get
        {
            var now = Of(clock.GetUtcNow()).DateTime;
            return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute));
        }
    }

    /// <summary>What somebody typed into a date or time input, as an instant.</summary>
    public DateTimeOffset? Read(DateTime? typed) => typed is { } local
        ? new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), (zone ?? TimeZoneInfo.Utc).GetUtcOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified))).ToUniversalTime()
        : null;

    public string Date(DateTimeOffset instant) => Of(instant).ToString(DatePatterns.Day, CultureInfo.CurrentCulture);

    public string Moment(DateTimeOffset instant) => Of(instant).ToString(DatePatterns.Moment, CultureInfo.CurrentCulture);
}
