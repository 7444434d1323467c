using System.Collections.Concurrent;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api;

/// <summary>The requests a minute that the owner grants each key (<c>ConsentPortal:Api:RequestsPerMinute</c>); without the setting, no limit.</summary>
internal sealed class CallerLimits(IConfiguration configuration, TimeProvider clock)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly int most = configuration.GetValue("ConsentPortal:Api:RequestsPerMinute", 0);
    private readonly ConcurrentDictionary<Id<ApiKey>, Window> windows = new();

    /// <summary>How long the caller must wait; null = go on.</summary>
    public TimeSpan? Wait(ApiCaller caller) => most <= 0 ? null : windows.GetOrAdd(caller.KeyId, _ => new()).Take(most, clock.GetTimestamp(), clock);

    private sealed class Window
    {
        private readonly Lock held = new();
        private long began;
        private int taken;

        public TimeSpan? Take(int most, long now, TimeProvider clock)
        {
            lock (held)
            {
                var age = clock.GetElapsedTime(began, now);
                if (taken == 0 || age >= Minute)
                {
                    (began, taken, age) = (now, 0, TimeSpan.Zero);
                }

                return taken < most && ++taken > 0 ? null : Minute - age;
            }
        }
    }
}
