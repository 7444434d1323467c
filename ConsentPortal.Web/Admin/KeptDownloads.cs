using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Admin;

/// <summary>What a page prepared for the browser to fetch, for half an hour and for the one who asked. In memory: a restart forgets it, as it
/// does the page.</summary>
internal sealed class KeptDownloads<T>(TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);
    private const int MostKept = 1000;

    private readonly ConcurrentDictionary<string, (T What, string? Actor, DateTimeOffset Until)> kept = new(StringComparer.Ordinal);

    /// <summary>The token under which it is found.</summary>
    public string Keep(T what, Actor actor)
    {
        var now = clock.Now();
        foreach (var old in kept.Where(k => k.Value.Until < now || kept.Count >= MostKept).OrderBy(k => k.Value.Until).Take(Math.Max(1, kept.Count / 2)))
        {
            kept.TryRemove(old);
        }

        var (token, _) = SecretToken.New();
        kept[token] = (what, actor.Id, now + Life);
        return token;
    }

    public bool TryFind(string token, Actor actor, [MaybeNullWhen(false)] out T what)
    {
        var known = kept.TryGetValue(token, out var found) && found.Until >= clock.Now() && found.Actor == actor.Id;
        what = known ? found.What : default;
        return known;
    }
}
