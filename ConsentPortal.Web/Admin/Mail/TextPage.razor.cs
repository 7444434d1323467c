using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.Mail;

/// <summary>One text: a kind of mail under one profile in one language.</summary>
public sealed partial class TextPage(ReadTemplate question, ReadProfile readProfile, ReadHistory trail)
{
    private ReadTemplate.View? view;
    private ReadProfile.View? profile;
    private IReadOnlyList<AuditRow> history = [];
    private Problem? problem;
    private bool canEdit;

    [Parameter] public long ProfileId { get; set; }

    [Parameter] public string Kind { get; set; } = "";

    [Parameter] public string Language { get; set; } = "";

    [Inject] private CurrentActor Current { get; set; } = default!;

    private TemplateKey Key => new(ProfileId, Kind, Language);

    protected override async Task OnParametersSetAsync()
    {
        if (view?.Key != Key)
        {
            view = null;
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        var actor = await Current.GetAsync();
        canEdit = actor.May(Permission.EditCompliance);
        var known = await readProfile.RunAsync(new(ProfileId), actor, CancellationToken.None);
        var outcome = await question.RunAsync(Key, actor, CancellationToken.None);
        problem = known.Problem ?? outcome.Problem;
        if (problem is null)
        {
            var page = outcome.Value.Id.IsNone ? default : await trail.RunAsync(new([new(MailTextEvents.Subject, outcome.Value.Id.ToString())]), actor, CancellationToken.None);
            (profile, view, history) = (known.Value, outcome.Value, !outcome.Value.Id.IsNone && page.Ok ? page.Value.Rows : []);
        }
    }
}
