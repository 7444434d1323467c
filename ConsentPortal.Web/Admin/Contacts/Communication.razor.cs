using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace ConsentPortal.Web.Admin.Contacts;

/// <summary>The Communication tab. Address and profile stand in the page's address; a change is seen at once in cards, table and history.</summary>
public sealed partial class Communication(ReadConsentMatrix question, FindSuppressions find, CurrentActor current, DialogService dialogs, LocalTime times)
{
    private ConsentMatrix? matrix;
    private IReadOnlyList<AddressEntry> entries = [];
    private AddressEntry? entry;
    private IReadOnlyList<SuppressedPoint> suppressions = [];
    private Problem? problem;
    private string flags = "";
    private (Id<Contact>, Id<ContactPoint>, Id<ComplianceProfile>)? shown;
    private int round;

    /// <summary>The person; none = the address alone.</summary>
    [Parameter] public Id<Contact> ContactId { get; set; }

    [Parameter] public ReadContact.View? Contact { get; set; }

    [Parameter] public Id<ContactPoint> PointId { get; set; }

    [Parameter] public Id<ComplianceProfile> ProfileId { get; set; }

    [Inject] private NavigationManager Nav { get; set; } = default!;

    [Inject] private Toasts Toasts { get; set; } = default!;

    protected override async Task OnParametersSetAsync()
    {
        flags = Contact is null ? "" : Limits.Of(Contact.Fields, L);
        var asked = (ContactId, PointId, ProfileId);
        if (RendererInfo.IsInteractive && shown != asked)
        {
            shown = asked;
            await times.LoadAsync();
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        var actor = await current.GetAsync();
        var read = await question.RunAsync(new(ContactId, PointId, ProfileId), actor, default);
        problem = read.Problem;
        matrix = read.Ok ? read.Value : null;
        entries = matrix is null ? [] : AddressEntry.Of(matrix.Points);
        entry = entries.FirstOrDefault(e => e.Has(PointId)) ?? (entries is [var first, ..] ? first : null);
        List<SuppressedPoint> found = [];
        foreach (var point in entry?.Points ?? [])
        {
            var rows = await find.RunAsync(SuppressionTarget.Of(point.Id), actor, default);
            found.AddRange(rows.Ok ? rows.Value.Select(row => new SuppressedPoint(point, row)) : []);
        }

        suppressions = found;
        round++;
    }

    private async Task ChangeAsync((MatrixRow Row, MatrixPoint Point) asked)
    {
        var done = await dialogs.OpenAsync<ConsentDialog>(L["Change: {0}", asked.Row.Name.Text()], new()
        {
            ["ContactId"] = ContactId, ["Matrix"] = matrix, ["Row"] = asked.Row, ["Point"] = asked.Point, ["PersonName"] = Contact?.Name ?? "",
        }, new() { Width = "38rem", CloseDialogOnEsc = true });
        if (done is ChangeConsent.View view)
        {
            Toasts.Say(L["Saved"], Said(view));
            await LoadAsync();
        }
    }

    private string Said(ChangeConsent.View view) => view switch
    {
        { Outcome: RecordOutcome.Pending, Asked: AskOutcome.Sent } => L["The address gets a mail and counts once it is confirmed."],
        { Outcome: RecordOutcome.Pending, Asked: AskOutcome.TooMany } => L["It waits for a confirmation. No mail was sent: the address got three of them within a day."],
        { Outcome: RecordOutcome.Pending } => L["It waits for a confirmation, and no mail can ask for it here."],
        { Outcome: RecordOutcome.Unchanged } => L["It stood like this already."],
        { Outcome: RecordOutcome.Older } => L["Kept in the history only: the person decided otherwise later."],
        _ => "",
    };

    private void ChoosePoint(ChangeEventArgs e) => Go(entries.First(each => each.Key == e.Value as string).Points[0].Id, matrix!.Profile.Id);

    private void ChooseProfile(ChangeEventArgs e) => Go(entry!.Points[0].Id, Id<ComplianceProfile>.Parse(e.Value as string ?? "", null));

    private void Go(Id<ContactPoint> point, Id<ComplianceProfile> profile)
        => Nav.NavigateTo(ContactId.IsNone ? Urls.ContactPoint(point, profile) : Urls.Communication(ContactId, point, profile), replace: true);
}

/// <summary>A suppression and the address it holds on.</summary>
public sealed record SuppressedPoint(MatrixPoint Point, FindSuppressions.Row Row);
