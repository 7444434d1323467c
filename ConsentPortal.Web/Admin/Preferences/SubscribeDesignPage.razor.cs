using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.Preferences;

/// <summary>Staff design the sign-up page of a profile. When somebody else saved meanwhile, nothing entered here is lost.</summary>
public sealed partial class SubscribeDesignPage(ReadSubscribeDesign question, DesignSubscribePage verb)
{
    private ReadSubscribeDesign.View? view;
    private SubscribeDesign design = new();
    private IReadOnlyList<Problem> problems = [];
    private Problem? problem;
    private bool canEdit, busy, overtaken, allLanguages;

    [Parameter] public long ProfileId { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private Toasts Toasts { get; set; } = default!;

    private bool Dirty => view is not null && !design.IsSameAs(view.Design);

    private IReadOnlyList<DesignSwitch> Switches =>
    [
        new("page", "open", L["The page is open"], L["Closed: its address answers as if there were no page."], d => d.Open, (d, on) => d with { Open = on }),
        new("ticks", "sms", L["Offer text messages"], L["Asks for a number, which confirms by a code."], d => d.OffersSms, (d, on) => d with { OffersSms = on }),
        new("ticks", "voice", L["Offer calls"], L["Asks for a number, which confirms by a code."], d => d.OffersVoice, (d, on) => d with { OffersVoice = on }),
        new("asks", "first-name", L["Ask for the first name"], L["Nobody has to answer."], d => d.AsksFirstName, (d, on) => d with { AsksFirstName = on }),
        new("asks", "last-name", L["Ask for the last name"], L["Nobody has to answer."], d => d.AsksLastName, (d, on) => d with { AsksLastName = on }),
        new("asks", "child", L["Section for children"], L["Who is younger names a parent or guardian, who is asked after the child's own address has confirmed."], d => d.AsksChild, (d, on) => d with { AsksChild = on }),
    ];

    private IReadOnlyList<DesignSwitch> Of(string group) => [.. Switches.Where(s => s.Group == group)];

    // English and the profile's own language first; the others on demand, or where there is a text
    private IEnumerable<ReaderLanguage> Shown => Languages.All.Where(l => allLanguages || l.Code == "en" || l.Code == view!.Profile.DefaultLanguage
        || design.Title.Exactly(l.Code) is not null || design.Intro.Exactly(l.Code) is not null);

    private RenderFragment Tick(long id, string label) => builder =>
    {
        builder.OpenComponent<OfferTick>(0);
        builder.AddAttribute(1, nameof(OfferTick.Label), label);
        builder.AddAttribute(2, nameof(OfferTick.On), design.Offers.Contains(id));
        builder.AddAttribute(3, nameof(OfferTick.Locked), !canEdit);
        builder.AddAttribute(4, nameof(OfferTick.Changed), EventCallback.Factory.Create<bool>(this, on => design = design with { Offers = [.. design.Offers.Where(o => o != id).Concat(on ? [id] : []).Order()] }));
        builder.CloseComponent();
    };

    protected override async Task OnParametersSetAsync()
    {
        if (view?.Profile.Id.Value != ProfileId)
        {
            await LoadAsync();
            design = view?.Design ?? design;
        }
    }

    private async Task LoadAsync()
    {
        var actor = await Current.GetAsync();
        canEdit = actor.May(Permission.EditCompliance);
        var outcome = await question.RunAsync(new(ProfileId), actor, CancellationToken.None);
        (problem, view) = (outcome.Problem, outcome.Ok ? outcome.Value : null);
    }

    private async Task SaveAsync()
    {
        busy = true;
        var outcome = await verb.RunAsync(new(view!.Profile.Id, view.Version, design), await Current.GetAsync(), CancellationToken.None);
        overtaken = outcome.Problems.Any(p => p.Field == DesignSubscribePage.VersionField);
        (busy, problems) = (false, [.. outcome.Problems.Where(p => p.Field != DesignSubscribePage.VersionField)]);
        if (outcome.Ok || overtaken)
        {
            await LoadAsync();
        }

        if (outcome.Ok)
        {
            design = view?.Design ?? design;
            Toasts.Say(L["Sign-up page saved"], view?.Profile.Name ?? "");
        }
    }

    private void SetTitle(string language, object? text) => design = design with { Title = With(design.Title, language, text) };

    private void SetIntro(string language, object? text) => design = design with { Intro = With(design.Intro, language, text) };

    private static LocalText With(LocalText before, string language, object? text) => new(before.Texts.Where(t => t.Key != language).Append(new(language, text?.ToString() ?? "")));

    private void Discard() => (design, overtaken, problems) = (view!.Design, false, []);
}

/// <summary>One switch: its place, its id, its words, and where its value lives.</summary>
public sealed record DesignSwitch(string Group, string Id, string Label, string Hint, Func<SubscribeDesign, bool> Of, Func<SubscribeDesign, bool, SubscribeDesign> With);
