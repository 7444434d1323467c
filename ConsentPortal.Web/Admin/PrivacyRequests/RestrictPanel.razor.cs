using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.PrivacyRequests;

/// <summary>Begins and ends the restriction of a case.</summary>
public sealed partial class RestrictPanel(ReadRestriction read, RestrictPerson restrict, LiftRestriction lift)
{
    private ReadRestriction.View? held;
    private IReadOnlyList<Problem> problems = [];
    private RestrictionGround ground;
    private string note = "", toldBy = "";
    private bool busy, loaded;

    [Parameter, EditorRequired] public ReadRequest.View View { get; set; } = default!;

    [Parameter] public bool MayWork { get; set; }

    [Parameter] public EventCallback Changed { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    private bool Undelivered => held?.Notice is EmailState.Failed or EmailState.Unknown;

    protected override async Task OnParametersSetAsync()
    {
        if (View.Request.Kind == RequestKind.Restrict)
        {
            var found = await read.RunAsync(View.Request.Id, await Current.GetAsync(), CancellationToken.None);
            (held, loaded) = (found.Ok ? found.Value : null, found.Ok);
        }
    }

    private Task RestrictAsync() => RunAsync(async actor => await restrict.RunAsync(new(View.Request.Id, ground, note), actor, CancellationToken.None));

    private Task LiftAsync() => RunAsync(async actor => await lift.RunAsync(new(View.Request.Id, note, toldBy), actor, CancellationToken.None));

    private async Task RunAsync(Func<Actor, Task<Outcome<Done>>> verb)
    {
        if (busy)
        {
            return; // a double click is one step
        }

        busy = true;
        var done = await verb(await Current.GetAsync());
        (problems, busy) = (done.Problems, false);
        if (done.Ok)
        {
            (note, toldBy) = ("", "");
            await Changed.InvokeAsync();
        }
    }
}
