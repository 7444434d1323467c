using System.Reflection;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using Microsoft.AspNetCore.Http.Metadata;

namespace ConsentPortal.Web.Api.OpenApi;

/// <summary>What the description says about a call beside its shapes.</summary>
internal sealed record ApiOperation(string Id, Permission Scope, bool IsWrite, string? Request, string Answer);

internal static class ApiDescription
{
    private static readonly MethodInfo Handler = ((Action<HttpContext>)(_ => { })).Method;
    private static readonly int[] Refusals = [400, 401, 403, 429, 500];

    /// <summary>Describes a call: <typeparamref name="TRequest"/> in, <typeparamref name="TAnswer"/> out, and an example of both.</summary>
    /// <param name="operation">Its id, scope and examples (JSON).</param>
    public static RouteHandlerBuilder Describe<TRequest, TAnswer>(this IEndpointConventionBuilder endpoint, ApiOperation operation, string group, string summary, string description, params ReadOnlySpan<int> moreStatus)
        => endpoint.Describe<TRequest, TAnswer>(operation, group, summary, description, ApiBody.Json, moreStatus);

    /// <inheritdoc cref="Describe{TRequest,TAnswer}(IEndpointConventionBuilder,ApiOperation,string,string,string,ReadOnlySpan{int})"/>
    public static RouteHandlerBuilder Describe<TRequest, TAnswer>(
        this IEndpointConventionBuilder endpoint, ApiOperation operation, string group, string summary, string description, string mediaType, params ReadOnlySpan<int> moreStatus)
        => endpoint.DescribeGet<TAnswer>(operation, group, summary, description, mediaType, [413, 415, .. moreStatus]).WithMetadata(new AcceptsMetadata([mediaType], typeof(TRequest)));

    /// <summary>Describes a call without a body.</summary>
    public static RouteHandlerBuilder DescribeGet<TAnswer>(
        this IEndpointConventionBuilder endpoint, ApiOperation operation, string group, string summary, string description, string mediaType, params ReadOnlySpan<int> moreStatus)
    {
        RouteHandlerBuilder builder = new([endpoint]);
        builder.WithMetadata(Handler, operation, new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(TAnswer), [mediaType]))
            .WithName(operation.Id).WithTags(group).WithSummary(summary)
            .WithDescription($"{description} Needs the scope `{ApiScopes.WordOf(operation.Scope)}`.");
        foreach (var status in (int[])[.. Refusals, .. operation.IsWrite ? [409, 422] : (int[])[], .. moreStatus])
        {
            builder.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(ApiProblem), [ProblemMapping.ContentType]));
        }

        return builder;
    }
}
