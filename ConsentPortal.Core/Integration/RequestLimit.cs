using Microsoft.Extensions.Configuration;

namespace ConsentPortal.Core.Integration;

/// <summary>The requests a minute that the owner grants every key (<c>ConsentPortal:Api:RequestsPerMinute</c>); a key's own number goes before it.</summary>
public sealed class RequestLimit(IConfiguration configuration)
{
    /// <summary>0 = no limit.</summary>
    public int Default { get; } = Math.Max(0, configuration.GetValue("ConsentPortal:Api:RequestsPerMinute", 0));

    /// <summary>What holds for a key with this number of its own; 0 = no limit.</summary>
    public int Of(int own) => own > 0 ? own : Default;
}
