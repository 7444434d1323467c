using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Api.Evidence;
using ConsentPortal.Web.Api.OpenApi;

namespace ConsentPortal.Web.Api;

/// <summary>What can be shown afterwards: receipts, and who changed what.</summary>
internal static class EvidenceEndpoints
{
    private const string Group = "Evidence";

    public static IServiceCollection AddEvidenceEndpoints(this IServiceCollection services) => services.AddSingleton<ReceiptCalls>().AddSingleton<AuditCalls>();

    public static void MapEvidence(this IEndpointRouteBuilder api)
    {
        var calls = api.ServiceProvider.GetRequiredService<ApiCalls>();
        var receipts = api.ServiceProvider.GetRequiredService<ReceiptCalls>();
        api.MapPost("/receipts/query", calls.Read(Permission.ReadConsent, receipts.QueryAsync)).WithMetadata(ApiPage.Cursor, ApiPage.Limit)
            .Describe<ReceiptQuestion, ApiList<ReceiptItem>>(EvidenceExamples.Query, Group, "List the receipts of an address", "Newest first. Every save on a public page gave one; an erased address has none to show.");
        api.MapRead("/receipts/{receipt}", calls.Get(Permission.ReadConsent, receipts.ReadAsync))
            .WithMetadata(new ApiParameter("receipt", "Number of the receipt.", InPath: true, Example: "71010399211225004"))
            .DescribeRead<ReceiptDocument>(EvidenceExamples.Read, Group, "Read a receipt", "The same signed record that the person was given, in the shape of ISO/IEC TS 27560, in the language that `Accept-Language` asks for. It names no address.", 404);
        api.MapRead("/audit", calls.Get(Permission.ReadAudit, api.ServiceProvider.GetRequiredService<AuditCalls>().ListAsync))
            .WithMetadata(new ApiParameter("kind", "Only this kind of change, such as profile.edited."), new ApiParameter("actorKind", "Only what this kind of actor did.") { Words = [.. Word.All<ActorKind>()] },
                new ApiParameter("actorId", "Id of the actor; with actorKind."), new ApiParameter("subjectKind", "Only changes of this kind of thing, such as profile."), new ApiParameter("subjectId", "Id of the thing."),
                new ApiParameter("from", "From then on (RFC 3339)."), new ApiParameter("until", "Before then (RFC 3339)."))
            .DescribeList<AuditItem>(EvidenceExamples.Audit, Group, "Read the audit trail", "Every change but consent, newest first; consent has events of its own. Not for a key that is bound to one profile.");
    }
}
