using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Exports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.Contacts;

/// <summary>The list of people. What is searched for stands in the address, so that a list can be linked and comes back whole.</summary>
public sealed partial class ContactsPage(FindAccounts accounts, ReadAccount account, CurrentActor current) : IDisposable
{
    private const int TypingPause = 250; // milliseconds without a key before a search starts
    private CancellationTokenSource typing = new();
    private string text = "";
    private string? accountName;
    private bool seesBare = true;

    [SupplyParameterFromQuery] private string? Q { get; set; }

    [SupplyParameterFromQuery] private string? Kind { get; set; }

    [SupplyParameterFromQuery(Name = "account")] private long? AccountId { get; set; }

    [SupplyParameterFromQuery] private string? Show { get; set; }

    private bool Bare => Show == "addresses" && seesBare;

    private ContactFilter Narrowed => new(Some(Q), Word.TryParse<ContactKind>(Kind, out var kind) ? kind : null, new(AccountId ?? 0));

    private bool Filtered => !string.IsNullOrEmpty(Q) || !string.IsNullOrEmpty(Kind) || AccountId is not null;

    protected override async Task OnParametersSetAsync()
    {
        text = Q ?? "";
        var actor = await current.GetAsync();
        seesBare = !actor.OwnContactsOnly;
        var read = AccountId is { } id ? await account.RunAsync(new(id), actor, default) : default;
        accountName = AccountId is not null && read.Ok ? read.Value.Fields.Name : null;
    }

    private async Task TypeAsync(ChangeEventArgs e)
    {
        text = e.Value as string ?? "";
        await typing.CancelAsync();
        typing.Dispose();
        typing = new();
        try
        {
            await Task.Delay(TypingPause, typing.Token);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        Go(q: text);
    }

    private async Task<IReadOnlyList<Picker.Choice>> FindAccountsAsync(string part)
    {
        var found = await accounts.RunAsync(new(part, Take: 8), await current.GetAsync(), default);
        return found.Ok ? [.. found.Value.Rows.Select(a => new Picker.Choice(a.Id.ToString(), a.Name, a.City))] : [];
    }

    private void Clear() => Go("", "", "");

    private void Go(string? q = null, string? kind = null, string? account = null, string? show = null) => Nav.NavigateTo(Nav.GetUriWithQueryParameters(new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["q"] = Some(q ?? Q), ["kind"] = Some(kind ?? Kind), ["account"] = Some(account ?? AccountId?.ToString(System.Globalization.CultureInfo.InvariantCulture)), ["show"] = Some(show ?? Show),
    }), replace: true);

    private static string? Some(string? value) => string.IsNullOrEmpty(value) ? null : value;

    public void Dispose() => typing.Dispose();
}
