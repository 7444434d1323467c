using ConsentPortal.Core.Integration;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.Admin.Integration.Applications;

/// <summary>Kinds of calls, and how they ended, as people read them.</summary>
internal static class CallWords
{
    public static string Of(CallKind kind, IStringLocalizer<Texts> l) => kind switch
    {
        CallKind.Check => l["May I send?"],
        CallKind.Filter => l["Filtering an audience"],
        CallKind.Links => l["Getting links"],
        CallKind.Record => l["Recording consent"],
        CallKind.Lookup => l["Reading an address"],
        CallKind.Suppressions => l["Suppressing"],
        CallKind.People => l["People and accounts"],
        CallKind.Feed => l["Feed of events"],
        CallKind.Webhooks => l["Webhooks"],
        CallKind.Rules => l["Profiles and purposes"],
        CallKind.Imports => l["Imports"],
        CallKind.Exports => l["Exports"],
        CallKind.Requests => l["Data-subject requests"],
        CallKind.Team => l["Team"],
        CallKind.Audit => l["Audit trail"],
        _ => l["Other calls"],
    };

    public static string Of(int status, IStringLocalizer<Texts> l) => status switch
    {
        CallStatus.Answered => l["Answered"],
        400 => l["Faulty request"],
        403 => l["Scope or profile not allowed"],
        404 => l["Not there"],
        409 => l["Clashed with something else"],
        412 => l["Changed by somebody meanwhile"],
        413 => l["Body too large"],
        415 => l["Wrong media type"],
        422 => l["Key of a repeat used for another request"],
        CallStatus.Limited => l["Over its limit"],
        CallStatus.HungUp => l["Hung up before the answer"],
        503 => l["Portal was not ready"],
        _ => l["Failed in the portal"],
    };
}
