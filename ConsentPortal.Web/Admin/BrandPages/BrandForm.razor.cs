using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Admin.Audit;
using ConsentPortal.Web.Admin.Compliance;
using ConsentPortal.Web.Branding;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.BrandPages;

/// <summary>Makes or edits a brand. When somebody else saved meanwhile it asks for the brand anew and merges.</summary>
public sealed partial class BrandForm(AddBrand add, EditBrand edit)
{
    private Draft draft = new(-1, ValuesOf(new("")));
    private IReadOnlyList<Problem> problems = [];
    private bool busy, overtaken, saved;

    /// <summary>Null = a new one.</summary>
    [Parameter] public ReadBrand.View? View { get; set; }

    /// <summary>The brand's trail, newest first: says who saved meanwhile.</summary>
    [Parameter] public IReadOnlyList<AuditRow> History { get; set; } = [];

    [Parameter] public bool CanEdit { get; set; }

    /// <summary>Asks the page to read the brand and its trail again.</summary>
    [Parameter] public EventCallback Reload { get; set; }

    /// <summary>What stands below the preview.</summary>
    [Parameter] public RenderFragment? Aside { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private Toasts Toasts { get; set; } = default!;

    [Inject] private NavigationManager Nav { get; set; } = default!;

    [Inject] private Brands Shown { get; set; } = default!;

    [Inject] private PortalAddress Address { get; set; } = default!;

    private ShownBrand Folder => Shown.Of(null);

    protected override void OnParametersSet()
    {
        if (View is not null && draft.Version != View.Version)
        {
            draft.Rebase(View.Version, ValuesOf(View.Facts), History, overtaken);
            overtaken = false;
        }
    }

    private async Task SaveAsync()
    {
        if (busy)
        {
            return; // a double click is one brand
        }

        busy = true;
        var actor = await Current.GetAsync();
        if (View is null)
        {
            var made = await add.RunAsync(new(FactsOf(draft)), actor, CancellationToken.None);
            (busy, saved, problems) = (false, made.Ok, made.Problems);
            if (made.Ok)
            {
                Toasts.Say(L["Brand made"], draft["name"]);
                Nav.NavigateTo(Urls.BrandPage(made.Value));
            }

            return;
        }

        var outcome = await edit.RunAsync(new(View.Id, draft.Version, FactsOf(draft)), actor, CancellationToken.None);
        overtaken = outcome.Problems.Any(p => p.Field == RulebookWriter.VersionField);
        (busy, problems) = (false, [.. outcome.Problems.Where(p => p.Field != RulebookWriter.VersionField)]);
        await SaidAsync(outcome.Ok);
    }

    private async Task SaidAsync(bool ok)
    {
        if (ok)
        {
            Toasts.Say(L["Brand saved"], draft["name"]);
        }

        if (ok || overtaken)
        {
            await Reload.InvokeAsync();
        }
    }

    private void Discard()
    {
        draft.Discard();
        problems = [];
    }

    private void Set(string field, string? value) => draft[field] = value ?? "";

    private string Colour(string field, string fallback) => PublicColours.Tidy(draft[field]) is { } typed && Contrast.IsColour(typed) ? typed : fallback;

    private string Label(string field) => AuditWords.Field(L, field);

    private static Dictionary<string, string> ValuesOf(BrandFacts facts) => new(StringComparer.Ordinal)
    {
        ["name"] = facts.Name, ["logo"] = facts.Look.Logo ?? "", ["logoAlt"] = facts.Look.LogoAlt ?? "", ["accent"] = facts.Look.Accent ?? "", ["accentDark"] = facts.Look.AccentDark ?? "",
        ["font"] = facts.Look.Font ?? "", ["website"] = facts.Website, ["help"] = facts.Help, ["senderName"] = facts.SenderName, ["senderAddress"] = facts.SenderAddress,
        ["replyTo"] = facts.ReplyTo, ["host"] = facts.Host,
    };

    private static BrandFacts FactsOf(Draft draft) => new(draft["name"])
    {
        Look = new() { Logo = draft["logo"], LogoAlt = draft["logoAlt"], Accent = draft["accent"], AccentDark = draft["accentDark"], Font = draft["font"] },
        Website = draft["website"], Help = draft["help"], SenderName = draft["senderName"], SenderAddress = draft["senderAddress"], ReplyTo = draft["replyTo"], Host = draft["host"],
    };
}
