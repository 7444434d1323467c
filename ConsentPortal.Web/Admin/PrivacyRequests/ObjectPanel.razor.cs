using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.PrivacyRequests;

/// <summary>Shows what an objection stopped, and takes it on to the addresses of a contact who was linked later.</summary>
public sealed partial class ObjectPanel(ReadObjection read, ApplyObjection apply)
{
    private ReadObjection.View? found;
    private IReadOnlyList<Problem> problems = [];
    private bool busy;

    [Parameter, EditorRequired] public ReadRequest.View View { get; set; } = default!;

    [Parameter] public bool MayWork { get; set; }

    [Parameter] public EventCallback Changed { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    private string Asked => found!.All ? L["They object to all marketing: it was stopped at once, without asking who they are."] : L["They object to {0}: it was stopped at once, without asking who they are.", found.Asked[0].In(System.Globalization.CultureInfo.CurrentUICulture.Name)];

    protected override async Task OnParametersSetAsync()
    {
        var outcome = View.Request.Kind == RequestKind.Object ? await read.RunAsync(View.Request.Id, await Current.GetAsync(), CancellationToken.None) : default(Outcome<ReadObjection.View>?);
        found = outcome is { Ok: true } ? outcome.Value.Value : null;
    }

    private async Task GoOnAsync()
    {
        busy = true;
        var done = await apply.RunAsync(new(View.Request.Id), await Current.GetAsync(), CancellationToken.None);
        (problems, busy) = (done.Problems, false);
        if (done.Ok)
        {
            await Changed.InvokeAsync();
        }
    }
}
