using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace ConsentPortal.Web.Admin.Compliance;

/// <summary>The form of one topic. When somebody else saved meanwhile it reads the purpose anew and merges.</summary>
public sealed partial class TopicDialog(AddTopic add, EditTopic edit)
{
    private Draft draft = default!;
    private IReadOnlyList<Problem> problems = [];
    private string? code;
    private bool busy;

    [Parameter, EditorRequired] public ReadProfile.PurposeView Purpose { get; set; } = default!;

    /// <summary>Null = a new one.</summary>
    [Parameter] public ReadProfile.TopicView? Topic { get; set; }

    [Parameter] public IReadOnlyList<AuditRow> History { get; set; } = [];

    [Parameter] public Func<Task<(ReadProfile.PurposeView? Purpose, IReadOnlyList<AuditRow> History)>> Read { get; set; } = default!;

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private DialogService Dialogs { get; set; } = default!;

    /// <summary>Follows the English name until somebody types one.</summary>
    private string Code
    {
        get => code ?? CodeNames.Suggest(draft["name.en"]);
        set => code = value == CodeNames.Suggest(draft["name.en"]) ? null : value.Trim();
    }

    protected override void OnInitialized() => draft = new(Purpose.Version, ValuesOf(Topic), History.Count > 0 ? History[0].Id : default);

    private async Task SaveAsync()
    {
        busy = true;
        problems = await RunAsync(await Current.GetAsync());
        busy = false;
        if (problems.Count == 0)
        {
            Dialogs.Close(true);
        }
        else if (problems.Any(p => p.Field == RulebookWriter.VersionField))
        {
            problems = [.. problems.Where(p => p.Field != RulebookWriter.VersionField)];
            await MergeAsync();
        }
    }

    private async Task<IReadOnlyList<Problem>> RunAsync(Actor actor)
    {
        var (name, description) = (LanguageFields.TextOf(draft, "name", Topic?.Name ?? LocalText.Empty), LanguageFields.TextOf(draft, "description", Topic?.Description ?? LocalText.Empty));
        return Topic is { } topic
            ? (await edit.RunAsync(new(topic.Id, draft.Version, name, description, draft.Is("visible")), actor, CancellationToken.None)).Problems
            : (await add.RunAsync(new(Purpose.Id, Code, name, description, draft.Is("visible")), actor, CancellationToken.None)).Problems;
    }

    private async Task MergeAsync()
    {
        var (purpose, history) = await Read();
        if (purpose?.Topics.FirstOrDefault(t => t.Id == Topic!.Id) is { } theirs)
        {
            draft.Rebase(purpose.Version, ValuesOf(theirs), history, overtaken: true);
        }
        else
        {
            problems = [Problem.NotFound("This profile no longer uses this purpose.")];
        }
    }

    private static Dictionary<string, string> ValuesOf(ReadProfile.TopicView? topic)
        => new(LanguageFields.Values(topic?.Name ?? LocalText.Empty, topic?.Description ?? LocalText.Empty), StringComparer.Ordinal) { ["visible"] = Draft.Of(topic?.Visible ?? true) };
}
