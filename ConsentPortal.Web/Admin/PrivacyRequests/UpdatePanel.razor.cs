using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.PrivacyRequests;

/// <summary>An officer decides what was proposed, field by field.</summary>
public sealed partial class UpdatePanel(ReadUpdates read, DecideUpdate decide, AnswerUpdates answer)
{
    private ReadUpdates.View? found;
    private ReadUpdates.Row? deciding;
    private IReadOnlyList<Problem> problems = [];
    private string reason = "", moves = "";
    private bool accept, busy;

    [Parameter, EditorRequired] public ReadRequest.View View { get; set; } = default!;

    [Parameter] public bool MayWork { get; set; }

    [Parameter] public EventCallback Changed { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    private string Lead => found switch
    {
        { Started: false } => L["They are applied or decided once the person showed who they are and it is clear which contact is meant."],
        { ContactId.IsNone: true } => L["Say which contact is meant, then decide each of them."],
        _ => L["What the person may change themselves was applied at once. Decide the rest; sensitive values are read on the page of the contact."],
    };

    private string Stake => L["An opt-out always goes along. Where it moves, an opt-in counts once the new address confirms it, if the profile asks for that."];

    private string ReasonLabel => (accept, deciding?.Proved) switch
    {
        (false, _) => L["Why not? The person is told."],
        (_, true) => L["A note, if you like"],
        _ => L["By what do you know that the new address is theirs?"],
    };

    protected override async Task OnParametersSetAsync()
    {
        if (View.Request.Kind == RequestKind.Update)
        {
            var outcome = await read.RunAsync(View.Request.Id, await Current.GetAsync(), CancellationToken.None);
            found = outcome.Ok ? outcome.Value : null;
        }
    }

    private string Name(ReadUpdates.Row row) => row.Label.Length > 0 ? row.Label : ActWords.Field(L, row.Field);

    // only what needs a word asks for one
    private async Task ChooseAsync(ReadUpdates.Row row, bool yes)
    {
        (deciding, accept, reason, moves, problems) = (row, yes, "", "", []);
        if (yes && !row.IsAddress)
        {
            await DecideAsync();
        }
    }

    private Task DecideAsync() => RunAsync(async actor => await decide.RunAsync(new(View.Request.Id, deciding!.Field, accept, reason, moves switch { "move" => true, "keep" => false, _ => null }), actor, CancellationToken.None));

    private Task AnswerAsync() => RunAsync(async actor => await answer.RunAsync(new(View.Request.Id), actor, CancellationToken.None));

    private async Task RunAsync(Func<Actor, Task<Outcome<Done>>> verb)
    {
        if (busy)
        {
            return; // a double click is one step
        }

        busy = true;
        var done = await verb(await Current.GetAsync());
        (problems, busy) = (done.Problems, false);
        if (done.Ok || !accept || deciding is not { IsAddress: true })
        {
            deciding = done.Ok || accept ? null : deciding;
        }

        if (done.Ok)
        {
            await Changed.InvokeAsync();
        }
    }
}
