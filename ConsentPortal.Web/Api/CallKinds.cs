using ConsentPortal.Core.Integration;
using Microsoft.AspNetCore.Routing;

namespace ConsentPortal.Web.Api;

/// <summary>Which kind of call a path is, for the counts of traffic: by its first words, never by what stands in it.</summary>
internal static class CallKinds
{
    public static CallKind Of(Endpoint? endpoint) => Of((endpoint as RouteEndpoint)?.RoutePattern.RawText ?? "");

    /// <param name="route">The pattern, such as <c>/api/v1/contacts/{externalId}</c>.</param>
    public static CallKind Of(string route)
    {
        if (route.StartsWith(OpenDsrEndpoints.Prefix, StringComparison.Ordinal))
        {
            return CallKind.Requests;
        }

        var words = route.StartsWith(ApiServices.Prefix, StringComparison.Ordinal) ? route[ApiServices.Prefix.Length..].Trim('/').Split('/') : [""];
        return (words[0], words.ElementAtOrDefault(1)) switch
        {
            ("consent", "check") => CallKind.Check,
            ("consent", "events") => CallKind.Record,
            ("audience", _) => CallKind.Filter,
            ("links", _) => CallKind.Links,
            ("contact-points" or "receipts", _) => CallKind.Lookup,
            ("suppressions", _) => CallKind.Suppressions,
            ("contacts" or "accounts", _) => CallKind.People,
            ("events", _) => CallKind.Feed,
            ("webhooks" or "webhook-deliveries" or "deliveries", _) => CallKind.Webhooks,
            ("profiles" or "purposes" or "topics" or "wordings" or "enforcement", _) => CallKind.Rules,
            ("imports", _) => CallKind.Imports,
            ("exports", _) => CallKind.Exports,
            ("requests", _) => CallKind.Requests,
            ("members", _) => CallKind.Team,
            ("audit", _) => CallKind.Audit,
            _ => CallKind.Other,
        };
    }
}
