using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace ConsentPortal.Web.Api;

/// <summary>An answer that is written as it comes.</summary>
internal static class StreamedAnswer
{
    /// <summary>No limit of size, and none of pace: its other side may be as slow as it likes.</summary>
    public static void Begin(HttpContext context, string mediaType)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }

        if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } pace)
        {
            pace.MinDataRate = null;
        }

        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } answerPace)
        {
            answerPace.MinDataRate = null;
        }

        context.Response.ContentType = mediaType;
    }
}
