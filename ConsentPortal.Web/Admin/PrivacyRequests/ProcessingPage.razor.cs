using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.PrivacyRequests;

/// <summary>The record of processing activities, to read, to print and to complete.</summary>
public sealed partial class ProcessingPage(ReadProcessingRecord read)
{
    private ReadProcessingRecord.View? view;
    private Id<ComplianceProfile> editing;
    private bool canEdit;

    [Inject] private CurrentActor Current { get; set; } = default!;

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        var actor = await Current.GetAsync();
        canEdit = actor.May(Permission.EditCompliance);
        var found = await read.RunAsync(default, actor, CancellationToken.None);
        view = found.Ok ? found.Value : null;
    }

    private Task DoneAsync()
    {
        editing = default;
        return LoadAsync();
    }

    private IEnumerable<(string Label, IReadOnlyList<string> Lines)> Facts(ReadProcessingRecord.Record r) =>
    [
        (L["Controller"], Given(r.Controller.Name.Length > 0 ? r.Controller.Name : r.Company, r.PostalAddress, r.Controller.Contact)), (L["Joint controllers"], Own(r.Own.JointControllers, none: true)),
        (L["Data protection officer"], Given(r.Controller.DpoContact)), (L["Representative in the EU"], Given(r.Controller.Representative).Count > 0 ? Given(r.Controller.Representative) : [L["None"]]), (L["Categories of people"], Own(r.Own.People)),
        (L["Connected applications"], r.Applications.Count > 0 ? r.Applications : [L["None"]]), (L["Other recipients"], Own(r.Own.Recipients, none: true)), (L["Other transfers and safeguards"], Own(r.Own.Transfers, none: true)),
        (L["Limits for erasure"], Own(r.Own.Limits)), (L["Security measures"], Own(r.Own.Security)),
    ];

    private IReadOnlyList<string> Own(string text, bool none = false) => ProcessingFacts.Lines(text) is { Count: > 0 } lines ? lines : none ? [L["None"]] : [];

    private static List<string> Given(params string[] texts) => [.. texts.Where(t => t.Length > 0).SelectMany(ProcessingFacts.Lines)];

    private static string Lines(IReadOnlyList<string> lines) => lines.Count == 0 ? "–" : string.Join('\n', lines);
}
