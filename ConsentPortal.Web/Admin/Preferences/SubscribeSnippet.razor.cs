using ConsentPortal.Core.Preferences;
using ConsentPortal.Web.Branding;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ConsentPortal.Web.Admin.Preferences;

/// <summary>The form of a sign-up page for the owner's own site. It is made from what the hosted page shows in the chosen language, so both
/// offer the same boxes with the same words.</summary>
public sealed partial class SubscribeSnippet(ReadSubscribePage question)
{
    private SnippetHtml? snippet;
    private ReadSubscribeDesign.View? shown;
    private string? chosen, copied;
    private bool refused, loaded;

    [Parameter, EditorRequired] public ReadSubscribeDesign.View View { get; set; } = default!;

    [Inject] private PublicUrl Public { get; set; } = default!;

    [Inject] private Brands Brands { get; set; } = default!;

    [Inject] private IJSRuntime Js { get; set; } = default!;

    private string Language => chosen ?? Languages.Best(View.Profile.DefaultLanguage) ?? Languages.Codes[0];

    private string Address => Public.Under(View.Profile.Brand?.Host, Urls.Subscribe(View.Profile.Code));

    protected override async Task OnParametersSetAsync()
    {
        if (!ReferenceEquals(shown, View))
        {
            shown = View;
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        var page = await question.RunAsync(View.Profile.Code, Language, CancellationToken.None);
        (loaded, copied) = (true, null);
        snippet = page is null ? null : new(page, Language, Address) { Policy = page.Profile.State.PolicyUrl is { Length: > 0 } own ? own : Brands.Of(View.Profile.Code).PrivacyPolicy };
    }

    private Task ChooseAsync(ChangeEventArgs e)
    {
        chosen = Languages.Best(e.Value as string);
        return LoadAsync();
    }

    private async Task CopyAsync(string text, string what)
    {
        refused = !await Js.InvokeAsync<bool>("portal.copyText", text);
        copied = what;
    }
}
