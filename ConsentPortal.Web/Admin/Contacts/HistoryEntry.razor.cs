using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.Contacts;

/// <summary>One entry of the timeline; ip and browser only on demand, because every look at them is audited.</summary>
public sealed partial class HistoryEntry(ReadEvidence question, CurrentActor current, LocalTime times)
{
    private ReadEvidence.View? evidence;

    [Parameter, EditorRequired] public HistoryItem Item { get; set; } = default!;

    [Parameter] public Id<Contact> ContactId { get; set; }

    private Look Look => HistoryWords.Look(Item, L);

    private IEnumerable<string> Lines => HistoryWords.Lines(Item is ConsentItem { About: { } about } item && about.Id == ContactId ? item with { About = null } : Item, times, L);

    private string Who => HistoryWords.Who(Item, L);

    private async Task RevealAsync(ConsentItem item)
    {
        var read = await question.RunAsync(new(item.PointId, item.Event.Id), await current.GetAsync(), default);
        evidence = read.Ok ? read.Value : new(new Dictionary<string, string>(StringComparer.Ordinal), Erased: true);
    }
}
