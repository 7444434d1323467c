using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;
using OutgoingKinds = ConsentPortal.Core.Messaging.OutgoingKinds;

namespace ConsentPortal.Web.Admin.Integration.Webhooks;

/// <summary>Adds a webhook, whose secret it shows this once, or changes one.</summary>
public sealed partial class WebhookFormPage(ReadApplication readApplication, ReadWebhook readWebhook, AddWebhook add, EditWebhook edit)
{
    private readonly HashSet<string> kinds = new(StringComparer.Ordinal) { OutgoingKinds.ConsentChanged, OutgoingKinds.SuppressionAdded };
    private string url = "", description = "", profile = "";
    private bool addresses, busy;
    private int version;
    private ReadApplication.View? owner;
    private AddWebhook.View? added;
    private Problem? missing;
    private IReadOnlyList<Problem> problems = [];

    [Parameter] public long Id { get; set; }

    /// <summary>0 = a new one.</summary>
    [Parameter] public long WebhookId { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private NavigationManager Nav { get; set; } = default!;

    [Inject] private Toasts Toasts { get; set; } = default!;

    private IEnumerable<Problem> KindProblems => problems.Where(p => p.Field == "kinds");

    private string Back => WebhookId == 0 ? Urls.ApplicationWebhooks(owner!.Id) : Urls.Webhook(owner!.Id, new(WebhookId));

    protected override async Task OnInitializedAsync()
    {
        var actor = await Current.GetAsync();
        var read = await readApplication.RunAsync(new(Id), actor, CancellationToken.None);
        missing = read.Problem;
        if (read.Ok && WebhookId != 0)
        {
            var known = await readWebhook.RunAsync(new(new(WebhookId)), actor, CancellationToken.None);
            missing = known.Problem ?? (known.Value.Webhook.ApplicationId.Value == Id ? null : Problem.NotFound("There is no such webhook."));
            if (missing is null)
            {
                Fill(known.Value.Webhook);
            }
        }

        owner = read.Ok ? read.Value : null;
    }

    private void Fill(FindWebhooks.Row row)
    {
        (url, description, profile, addresses, version) = (row.Url, row.Description, row.Profile, row.Addresses, row.Version);
        kinds.Clear();
        kinds.UnionWith(row.Kinds);
    }

    private void Choose(string kind, bool on) => _ = on ? kinds.Add(kind) : kinds.Remove(kind);

    private async Task SaveAsync()
    {
        if (busy)
        {
            return; // a double click is one webhook
        }

        busy = true;
        var actor = await Current.GetAsync();
        List<string> chosen = [.. OutgoingKinds.All.Where(kinds.Contains)];
        if (WebhookId == 0)
        {
            var outcome = await add.RunAsync(new(owner!.Id, url, chosen) { Description = description, Profile = profile, Addresses = addresses }, actor, CancellationToken.None);
            (problems, added) = (outcome.Problems, outcome.Ok ? outcome.Value : null);
        }
        else
        {
            problems = (await edit.RunAsync(new(new(WebhookId), version) { Url = url, Description = description, Kinds = chosen, Profile = profile, Addresses = addresses }, actor, CancellationToken.None)).Problems;
            if (problems.Count == 0)
            {
                Toasts.Say(L["Webhook saved"], url);
                Nav.NavigateTo(Back);
            }
        }

        busy = false;
    }
}
