using System.Reflection;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using Microsoft.AspNetCore.Http.Metadata;

namespace ConsentPortal.Web.Api.OpenApi;

/// <summary>What the description says about a call beside its shapes.</summary>
internal sealed record ApiOperation(string Id, Permission Scope, bool IsWrite, string? Request, string Answer)
{
    /// <summary>Of an answer that is no refusal: 201 where the call makes something, 204 where it takes something away.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;
}

/// <summary>How a call heeds the state that the caller saw.</summary>
internal enum ApiCondition
{
    /// <summary>If-None-Match: 304.</summary>
    Read,

    /// <summary>If-Match where it is sent.</summary>
    Heeded,

    /// <summary>If-Match, and 428 without.</summary>
    Needed,
}

internal static class ApiDescription
{
    private static readonly MethodInfo Handler = ((Action<HttpContext>)(_ => { })).Method;
    private static readonly int[] Refusals = [400, 401, 403, 406, 429, 500];

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
        var answer = operation.Status == StatusCodes.Status204NoContent ? new ProducesResponseTypeMetadata(operation.Status, typeof(void)) : new ProducesResponseTypeMetadata(operation.Status, typeof(TAnswer), [mediaType]);
        builder.WithMetadata(Handler, operation, answer)
            .WithName(operation.Id).WithTags(group).WithSummary(summary)
            .WithDescription(operation.Scope == Permission.None ? $"{description} Any key may ask." : $"{description} Needs the scope `{ApiScopes.WordOf(operation.Scope)}`.");
        foreach (var status in (int[])[.. Refusals, .. operation.IsWrite ? [409, 422] : (int[])[], .. moreStatus])
        {
            builder.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(ApiProblem), [ProblemMapping.ContentType]));
        }

        return builder;
    }

    /// <summary>Describes what <see cref="ApiCalls.Get(Permission, ApiQuestion)"/> answers: JSON with an <c>ETag</c>.</summary>
    public static RouteHandlerBuilder DescribeRead<TAnswer>(this IEndpointConventionBuilder endpoint, ApiOperation operation, string group, string summary, string description, params ReadOnlySpan<int> moreStatus)
        => endpoint.DescribeGet<TAnswer>(operation, group, summary, description, ApiBody.Json, moreStatus).WithMetadata(ApiCondition.Read);

    /// <summary>Describes a list by keyset; its filters are <see cref="ApiParameter"/>s.</summary>
    public static RouteHandlerBuilder DescribeList<TItem>(this IEndpointConventionBuilder endpoint, ApiOperation operation, string group, string summary, string description, params ReadOnlySpan<int> moreStatus)
        => endpoint.DescribeRead<ApiList<TItem>>(operation, group, summary, description, moreStatus).WithMetadata(ApiPage.Cursor, ApiPage.Limit);

    /// <summary>Describes an edit by merge patch.</summary>
    public static RouteHandlerBuilder DescribeEdit<TPatch, TAnswer>(this IEndpointConventionBuilder endpoint, ApiOperation operation, string group, string summary, string description)
        => endpoint.DescribeGet<TAnswer>(operation, group, summary, $"{description} A merge patch (RFC 7396): what is missing stays.", ApiBody.Json, 404, 412, 413, 415, 428)
            .WithMetadata(ApiCondition.Needed, new AcceptsMetadata([ApiBody.Json, ApiBody.MergePatch], typeof(TPatch)));

    /// <summary>Describes an act that overwrites nothing; its body may be missing.</summary>
    public static RouteHandlerBuilder DescribeAct<TRequest, TAnswer>(this IEndpointConventionBuilder endpoint, ApiOperation operation, string group, string summary, string description)
        => endpoint.DescribeGet<TAnswer>(operation, group, summary, description, ApiBody.Json, 404, 412, 413, 415)
            .WithMetadata(typeof(TRequest).GetProperties().Length == 0 ? [ApiCondition.Heeded] : [ApiCondition.Heeded, new AcceptsMetadata([ApiBody.Json], typeof(TRequest), isOptional: true)]);

    /// <summary>Describes a removal: 204, under the same condition as an edit.</summary>
    public static RouteHandlerBuilder DescribeRemove(this IEndpointConventionBuilder endpoint, ApiOperation operation, string group, string summary, string description)
        => endpoint.DescribeGet<object>(operation with { Status = StatusCodes.Status204NoContent }, group, summary, description, ApiBody.Json, 404, 412, 428).WithMetadata(ApiCondition.Needed);
}
