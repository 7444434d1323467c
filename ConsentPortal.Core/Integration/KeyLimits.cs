using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Integration;

/// <summary>What may be said of a key's limits, when it is issued and later.</summary>
public static class KeyLimits
{
    /// <summary>The most requests a minute that a limit can name.</summary>
    public const int MostPerMinute = 1_000_000;

    internal const string PerMinute = "requestsPerMinute", ExpiresAt = "expiresAt";

    internal static IEnumerable<Problem> Wrong(int? perMinute, DateTimeOffset? expiresAt, DateTimeOffset now)
    {
        if (perMinute is < 1 or > MostPerMinute)
        {
            yield return Problem.Invalid(PerMinute, $"Give a number from 1 to {MostPerMinute}, or leave it empty.");
        }

        if (expiresAt <= now)
        {
            yield return Problem.Invalid(ExpiresAt, "The day must lie ahead. To end the key now, revoke it.");
        }
    }
}
