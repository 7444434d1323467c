using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Web.SignIn;

namespace ConsentPortal.Web.Admin.Preferences.Designer;

/// <summary>What somebody works on: the design as it is now, what of it is saved, and what somebody else did meanwhile.</summary>
public sealed class DraftDesk(ReadCenterDesign question, SaveCenterDraft save, CurrentActor current, ILogger<DraftDesk> log)
{
    private const int Tries = 3;

    private static readonly Problem Failed = Problem.Conflict("The server could not save the draft. Try again; if it stays like this, tell whoever runs the portal.");
    private static readonly Problem Overtaken = Problem.Conflict("Somebody else saved at the same moment, again and again. Try again.");

    private CenterDesign stored = new();
    private Task running = Task.CompletedTask;

    /// <summary>As it was last read: the findings and changes are of what is saved.</summary>
    public ReadCenterDesign.View View { get; private set; } = default!;

    public CenterDesign Design { get; set; } = new();

    /// <summary>Of the draft; goes back with every change.</summary>
    public int Version { get; private set; }

    public DateTimeOffset? SavedAt { get; private set; }

    /// <summary>What both changed; nothing is saved before somebody chose.</summary>
    public IReadOnlyList<DesignClash> Clashes { get; private set; } = [];

    /// <summary>Who else saved while this was open; null = nobody.</summary>
    public string? Other { get; private set; }

    /// <summary>Why the draft could not be saved.</summary>
    public IReadOnlyList<Problem> Problems { get; private set; } = [];

    public bool Saving => !running.IsCompleted;

    public bool Pending => Design != stored;

    /// <summary>Reads it for the first time, or anew after something that was no edit (published, discarded, imported).</summary>
    public async Task<Problem?> OpenAsync(Id<ComplianceProfile> profile)
    {
        var outcome = await question.RunAsync(profile, await current.GetAsync(), CancellationToken.None);
        if (outcome.Ok)
        {
            View = outcome.Value;
            (stored, Design, Version, SavedAt) = (View.Design, View.Design, View.DraftVersion, View.Draft?.At);
            (Clashes, Other, Problems) = ([], null, []);
        }

        return outcome.Problem;
    }

    /// <summary>Saves what is not saved yet; one save at a time, in order.</summary>
    public Task SaveAsync() => running = Saving ? AfterAsync(running) : GuardedAsync(SaveOnceAsync);

    /// <summary>Gives up my value for theirs.</summary>
    public void Take(DesignClash clash) => (Design, Clashes) = (DesignMerge.Take(Design, clash), [.. Clashes.Where(c => c != clash)]);

    /// <summary>Mine stays, where both changed the same.</summary>
    public void KeepMine() => (Clashes, Other) = ([], null);

    /// <summary>Something was refused: what somebody else did goes beside mine.</summary>
    public Task ReadAgainAsync() => GuardedAsync(MergeAsync);

    private async Task AfterAsync(Task before)
    {
        await before;
        await GuardedAsync(SaveOnceAsync);
    }

    // nobody awaits a save that typing began: what fails is said beside the design, and what was typed stays
    private async Task GuardedAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.LogError(error, "The draft of preference center {Profile} could not be saved or read.", View.Profile.Id);
            Problems = [Failed];
        }
    }

    private async Task SaveOnceAsync()
    {
        if (Problems.Count > 0 && !Pending)
        {
            Problems = [];
            await MergeAsync(); // it was saved, and could not be read again
        }

        for (var tries = 1; Pending && Clashes.Count == 0; tries++)
        {
            var sent = Design;
            var outcome = await save.RunAsync(new(View.Profile.Id, Version, sent), await current.GetAsync(), CancellationToken.None);
            var overtaken = outcome.Problems.Any(p => p.Field == CenterWriter.VersionField);
            Problems = [.. outcome.Problems.Where(p => p.Field != CenterWriter.VersionField)];
            if (outcome.Ok)
            {
                (stored, Version, SavedAt) = (sent, outcome.Value.Version, outcome.Value.At);
            }

            if (outcome.Ok || overtaken)
            {
                await MergeAsync();
            }

            if (!overtaken || tries == Tries)
            {
                Problems = overtaken && Pending && Clashes.Count == 0 && Problems.Count == 0 ? [Overtaken] : Problems;
                return; // what was typed meanwhile is saved by its own timer
            }
        }
    }

    // what somebody else saved goes beside mine
    private async Task MergeAsync()
    {
        var outcome = await question.RunAsync(View.Profile.Id, await current.GetAsync(), CancellationToken.None);
        if (!outcome.Ok)
        {
            Problems = outcome.Problems;
            return;
        }

        View = outcome.Value;
        if (View.DraftVersion != Version)
        {
            var theirs = View.Design;
            (Design, Clashes) = DesignMerge.Of(stored, theirs, Design);
            (stored, Version, Other) = (theirs, View.DraftVersion, View.Draft?.By ?? View.Published.By);
        }
    }
}
