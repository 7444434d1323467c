using System.Globalization;
using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.Compliance;

/// <summary>Edits how long a yes to a purpose holds in one profile. When somebody else saved meanwhile it asks for the profile anew.</summary>
public sealed partial class ValidityForm(SetValidity set)
{
    private Draft draft = new(-1, new Dictionary<string, string>(StringComparer.Ordinal));
    private IReadOnlyList<Problem> problems = [];
    private string reason = "";
    private bool busy, overtaken;

    [Parameter, EditorRequired] public ReadProfile.View Profile { get; set; } = default!;

    [Parameter, EditorRequired] public ReadProfile.PurposeView Purpose { get; set; } = default!;

    /// <summary>The profile's trail, newest first: says who saved meanwhile.</summary>
    [Parameter] public IReadOnlyList<AuditRow> History { get; set; } = [];

    [Parameter] public bool CanEdit { get; set; }

    /// <summary>Asks the page to read the profile again.</summary>
    [Parameter] public EventCallback Reload { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private Toasts Toasts { get; set; } = default!;

    protected override void OnParametersSet()
    {
        if (draft.Version != Profile.Version)
        {
            var held = Purpose.Validity;
            Dictionary<string, string> values = new(StringComparer.Ordinal) { ["optInMonths"] = Text(held.OptInMonths), ["purchaseMonths"] = Text(held.PurchaseMonths), ["inquiryMonths"] = Text(held.InquiryMonths) };
            draft.Rebase(Profile.Version, values, History, overtaken);
            overtaken = false;
        }
    }

    private SetValidity.Command Command
        => new(Profile.Id, draft.Version, Purpose.Id, new(Months("optInMonths"), Months("purchaseMonths"), Months("inquiryMonths"))) { Reason = reason };

    private async Task SaveAsync()
    {
        busy = true;
        var outcome = await set.RunAsync(Command, await Current.GetAsync(), CancellationToken.None);
        overtaken = outcome.Problems.Any(p => p.Field == RulebookWriter.VersionField);
        (busy, problems) = (false, [.. outcome.Problems.Where(p => p.Field != RulebookWriter.VersionField)]);
        if (outcome.Ok)
        {
            reason = "";
            Toasts.Say(L["Validity saved"], L["It counts from now on."]);
        }

        if (outcome.Ok || overtaken)
        {
            await Reload.InvokeAsync();
        }
    }

    private void Discard()
    {
        draft.Discard();
        (problems, reason) = ([], "");
    }

    // what is no whole number is refused by the verb, beside its field
    private int? Months(string field) => draft[field].Trim() is not { Length: > 0 } typed ? null : int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var months) ? months : 0;

    private static string Text(int? months) => months?.ToString(CultureInfo.InvariantCulture) ?? "";
}
