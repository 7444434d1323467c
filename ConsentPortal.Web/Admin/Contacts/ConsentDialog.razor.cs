using System.Globalization;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace ConsentPortal.Web.Admin.Contacts;

/// <summary>The form behind the pencil of one row and channel.</summary>
public sealed partial class ConsentDialog(ChangeConsent verb, CurrentActor current, LocalTime times)
{
    private ConsentChange change;
    private ConsentAction act = ConsentAction.Spoken;
    private DateTime? at, pausedUntil, validUntil;
    private string reason = "", justification = "";
    private IReadOnlyList<Problem> problems = [];
    private bool busy;

    /// <summary>None = the address belongs to nobody, or is looked at without a person.</summary>
    [Parameter] public Id<Contact> ContactId { get; set; }

    [Parameter] public string PersonName { get; set; } = "";

    [Parameter, EditorRequired] public ConsentMatrix Matrix { get; set; } = default!;

    [Parameter, EditorRequired] public MatrixRow Row { get; set; } = default!;

    [Parameter, EditorRequired] public MatrixPoint Point { get; set; } = default!;

    [Inject] private DialogService Dialogs { get; set; } = default!;

    private MatrixCell Cell => Row.Cell(Point.Id);

    private IEnumerable<(ConsentChange Value, string Label)> Choices =>
    [
        (ConsentChange.OptOut, L["Opted out"]), (ConsentChange.OptIn, L["Opted in"]),
        Cell.PausedUntil is null ? (ConsentChange.Pause, L["Paused"]) : (ConsentChange.Resume, L["End the pause"]),
    ];

    private string Verb => change switch
    {
        ConsentChange.OptOut => L["Opt out"],
        ConsentChange.OptIn => L["Opt in"],
        ConsentChange.Pause => L["Pause"],
        _ => L["End the pause"],
    };

    private IReadOnlyList<string> Outcome => ConsentOutcome.Lines(change, act, Matrix, Row, Point, PersonName, times, L);

    protected override async Task OnInitializedAsync()
    {
        await times.LoadAsync();
        Choose(Cell.Status == ConsentStatus.OptedOut ? ConsentChange.OptIn : ConsentChange.OptOut);
    }

    private void Choose(ConsentChange chosen)
    {
        change = chosen;
        reason = StaffReasons.For(chosen).Contains(reason) ? reason : "";
        at ??= chosen == ConsentChange.OptIn ? times.Now : null;
    }

    private async Task SaveAsync()
    {
        if (busy)
        {
            return;
        }

        busy = true;
        var outcome = await verb.RunAsync(new()
        {
            PointId = Point.Id, ContactId = ContactId, ProfileId = Matrix.Profile.Id, PurposeId = Row.PurposeId, TopicId = Row.TopicId, Change = change, Act = act,
            ActAt = times.Read(at), Reason = reason, Justification = justification,
            PausedUntil = change == ConsentChange.Pause ? times.Read(pausedUntil) : null, ValidUntil = change == ConsentChange.OptIn ? times.Read(validUntil) : null,
        }, await current.GetAsync(), CancellationToken.None);
        (problems, busy) = (outcome.Problems, false);
        if (outcome.Ok)
        {
            Dialogs.Close(outcome.Value);
        }
    }

    private static string Shown(DateTime? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static DateTime? Read(ChangeEventArgs e) => DateTime.TryParse(e.Value as string, CultureInfo.InvariantCulture, out var date) ? date : null;
}
