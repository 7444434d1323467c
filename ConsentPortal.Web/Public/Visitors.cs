using ConsentPortal.Core.Consent;

namespace ConsentPortal.Web.Public;

/// <summary>The visitor behind a request: what is kept as evidence of an act on a public page.</summary>
internal static class Visitors
{
    public static Visitor Of(HttpContext context, string language)
    {
        var ip = context.Connection.RemoteIpAddress;
        return new(language, (ip is { IsIPv4MappedToIPv6: true } ? ip.MapToIPv4() : ip)?.ToString(), context.Request.Headers.UserAgent.ToString()) { RefusesSale = Gpc.In(context.Request) };
    }
}
