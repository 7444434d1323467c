using System.Collections.Concurrent;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api;

/// <summary>The requests a minute that a key may make: its own number, else what the owner grants every key
/// (<c>ConsentPortal:Api:RequestsPerMinute</c>); without either, no limit.</summary>
internal sealed class CallerLimits(RequestLimit limit, TimeProvider clock)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<Id<ApiKey>, Window> windows = new();

    /// <summary>Takes one request of the minute; null where no limit holds.</summary>
    public Grant? Take(ApiCaller caller) => limit.Of(caller.RequestsPerMinute) is > 0 and var most ? windows.GetOrAdd(caller.KeyId, static _ => new()).Take(most, clock) : null;

    /// <param name="Policy">As the header says it, such as <c>"default";q=100;w=60</c>.</param>
    /// <param name="Left">Requests that may still be made in this minute.</param>
    /// <param name="Reset">When the next minute begins.</param>
    internal readonly record struct Grant(bool Admitted, string Policy, int Left, TimeSpan Reset)
    {
        /// <summary>Whole seconds, at least one.</summary>
        public int Seconds => Math.Max(1, (int)Math.Ceiling(Reset.TotalSeconds));
    }

    private sealed class Window
    {
        private readonly Lock held = new();
        private long began;
        private int taken, named;
        private string policy = "";

        public Grant Take(int most, TimeProvider clock)
        {
            lock (held)
            {
                var now = clock.GetTimestamp();
                var age = clock.GetElapsedTime(began, now);
                if (taken == 0 || age >= Minute)
                {
                    (began, taken, age) = (now, 0, TimeSpan.Zero);
                }

                if (named != most)
                {
                    (named, policy) = (most, FormattableString.Invariant($"\"default\";q={most};w=60"));
                }

                var admitted = taken < most;
                taken += admitted ? 1 : 0;
                return new(admitted, policy, Math.Max(0, most - taken), Minute - age);
            }
        }
    }
}
