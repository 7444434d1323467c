using System.Globalization;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.PrivacyRequests;

/// <summary>One case on paper: what a regulator is shown.</summary>
public sealed partial class CaseFilePage(ReadCaseFile read)
{
    private ReadCaseFile.View? file;
    private string reader = "";
    private bool missing, mayTake;

    [Parameter] public long Id { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    private PrivacyRequest Case => file!.Case.Request;

    private IEnumerable<(string Label, string Value)> Facts => new (string Label, string? Value)[]
    {
        (L["Number"], Case.Number), (L["Kind"], RequestWords.Of(L, Case.Kind)), (L["Profile"], file!.Case.ProfileName), (L["State"], RequestWords.Of(L, Case.State).Label), (L["Why not?"], Case.RefusalCode.Length > 0 ? $"{RequestWords.Refusal(L, Case.RefusalCode)} ({RefusalCodes.All.GetValueOrDefault(Case.RefusalCode)})" : null),
        (L["Received"], Day(Case.ReceivedOn)), (L["Acknowledge by"], Day(Case.AcknowledgeBy)), (L["Answer by law"], Day(Case.AnswerBy)), (L["Extended to"], Case.ExtendedAt is null ? null : Day(Case.ExtendedBy)), (L["To be answered by"], Day(Case.DueOn)),
        (L["Closed"], Case.ClosedAt is { } at ? Time(at) : null), (L["Stood still"], string.Join("; ", file.Case.Pauses.Select(p => L["{0} to {1}", RequestWords.Day(p.From), p.To is { } to ? RequestWords.Day(to) : L["still running"]].Value))), (L["Time zone"], Case.TimeZone),
        (L["Legal hold"], Case.LegalHold ? L["Yes"].Value : null), (L["Assigned to"], file.Assignee ?? L["Nobody"]), (L["Linked to a contact"], Case.ContactId.IsNone ? null : Case.ContactId.ToString()),
    }.Where(f => !string.IsNullOrEmpty(f.Value)).Select(f => (f.Label, f.Value!));

    protected override async Task OnParametersSetAsync()
    {
        var actor = await Current.GetAsync();
        (reader, mayTake) = (actor.Name, actor.May(Permission.ExportPeople));
        var found = await read.RunAsync(new(Id), actor, CancellationToken.None);
        (file, missing) = (found.Ok ? found.Value : null, !found.Ok);
    }

    private static string? Day(DateOnly? day) => day is { } known ? RequestWords.Day(known) : null;

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("g", CultureInfo.CurrentCulture);
}
