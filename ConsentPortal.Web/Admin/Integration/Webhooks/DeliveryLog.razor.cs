using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace ConsentPortal.Web.Admin.Integration.Webhooks;

/// <summary>The log of one webhook, narrowed by how deliveries fare.</summary>
public sealed partial class DeliveryLog(FindDeliveries question, WebhookDesk desk)
{
    private List<FindDeliveries.Row>? rows;
    private string? next;
    private Problem? problem;
    private FindWebhooks.Row? read;
    private DeliveryState? shown;

    [Parameter, EditorRequired] public FindWebhooks.Row Webhook { get; set; } = default!;

    /// <summary>Null = all.</summary>
    [Parameter] public DeliveryState? State { get; set; }

    /// <summary>Something was sent again: the page's figures are others now.</summary>
    [Parameter] public EventCallback Changed { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private DialogService Dialogs { get; set; } = default!;

    [Inject] private NavigationManager Nav { get; set; } = default!;

    private (DeliveryState?, string)[] Choices => [(null, L["All"]), (DeliveryState.GivenUp, L["Failed"]), (DeliveryState.Waiting, L["Waiting"]), (DeliveryState.Delivered, L["Delivered"])];

    protected override async Task OnParametersSetAsync()
    {
        if (!ReferenceEquals(read, Webhook) || shown != State)
        {
            (read, shown) = (Webhook, State);
            await LoadAsync(null);
        }
    }

    private Task MoreAsync() => LoadAsync(next);

    private async Task LoadAsync(string? cursor)
    {
        var (asked, of) = (State, Webhook.Id);
        var outcome = await question.RunAsync(new(of, asked, cursor), await Current.GetAsync(), CancellationToken.None);
        if (asked == State && of == Webhook.Id)
        {
            rows = [.. cursor is null ? [] : rows ?? [], .. outcome.Ok ? outcome.Value.Rows : []];
            next = outcome.Ok ? outcome.Value.Next : null;
        }
    }

    private async Task ReplayAsync(Id<WebhookDelivery>? one)
    {
        (var done, problem) = await desk.ReplayAsync(Webhook, one);
        if (done)
        {
            await Changed.InvokeAsync();
        }
    }

    private Task ShowAsync(FindDeliveries.Row row)
        => Dialogs.OpenAsync<AttemptsBody>(WebhookWords.Kind(row.Kind, L), new(StringComparer.Ordinal) { ["Id"] = row.Id }, new() { Width = "min(44rem, 94vw)", CloseDialogOnEsc = true });
}
