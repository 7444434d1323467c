using System.Globalization;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.Settings;

/// <summary>Asks the first administrator for the country, and makes the next profile from the preset that it offers.</summary>
public sealed partial class SetupPage(CreateProfile createProfile, ChooseCountry chooseCountry, CurrentActor current, NavigationManager nav, Toasts toasts)
{
    private string country = "", company = "", address = "", name = "";
    private string? code;
    private RegimePreset? preset;
    private IReadOnlyList<Problem> problems = [];
    private bool busy;

    private string CountryName => Countries.All(CultureInfo.CurrentUICulture).FirstOrDefault(c => c.Code == country).Name ?? "";

    /// <summary>Follows the name until somebody writes it themselves.</summary>
    private string Code
    {
        get => code ?? CodeNames.Suggest(name);
        set => code = value;
    }

    private void ChooseCountry(ChangeEventArgs change)
    {
        country = change.Value?.ToString() ?? "";
        preset = country.Length == 0 ? null : RegimePresets.For(country);
        name = name.Length == 0 || Countries.All(CultureInfo.CurrentUICulture).Any(c => c.Name == name) ? CountryName : name;
    }

    private async Task CreateAsync()
    {
        if (busy || preset is null)
        {
            return;
        }

        problems = string.IsNullOrWhiteSpace(company) ? [Problem.Invalid("companyName", "Say the legal name of the company.")] : [];
        if (problems.Count > 0)
        {
            return;
        }

        busy = true; // stays so once the profile is made: the page is on its way out
        var actor = await current.GetAsync();
        var language = Languages.Best(CultureInfo.CurrentUICulture.Name) ?? "en";
        var made = await createProfile.RunAsync(new(Code, name, company, address, preset.Code) { DefaultLanguage = language }, actor, CancellationToken.None);
        (problems, busy) = (made.Problems, made.Ok);
        if (made.Ok)
        {
            await chooseCountry.RunAsync(new(country), actor, CancellationToken.None);
            toasts.Say(L["The profile {0} is ready.", name]);
            nav.NavigateTo(Urls.Profile(made.Value));
        }
    }

    private async Task LaterAsync()
    {
        await chooseCountry.RunAsync(new(""), await current.GetAsync(), CancellationToken.None);
        nav.NavigateTo(Urls.Home);
    }
}
