using System.Globalization;
using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.Audit;

/// <summary>The trail. What it is narrowed to stands in the address, so that a view can be linked and survives a reload.</summary>
public sealed partial class AuditPage(FindAuditEntries question, ReadAuditFilters filters, NavigationManager nav)
{
    private ReadAuditFilters.View choices = new([], []);
    private List<AuditRow>? rows;
    private string? next;
    private string asked = "";

    [SupplyParameterFromQuery(Name = "show")] private string? Source { get; set; }

    [SupplyParameterFromQuery(Name = "kind")] private string? Kind { get; set; }

    [SupplyParameterFromQuery(Name = "by")] private string? By { get; set; }

    [SupplyParameterFromQuery(Name = "from")] private string? From { get; set; }

    [SupplyParameterFromQuery(Name = "to")] private string? To { get; set; }

    [SupplyParameterFromQuery(Name = "subject")] private string? SubjectKind { get; set; }

    [SupplyParameterFromQuery(Name = "id")] private string? SubjectId { get; set; }

    [Inject] private CurrentActor Current { get; set; } = default!;

    private bool Events => Source == "consent";

    private bool Filtered => new[] { Kind, By, From, To, SubjectKind }.Any(value => !string.IsNullOrEmpty(value));

    protected override async Task OnInitializedAsync()
    {
        var outcome = await filters.RunAsync(await Current.GetAsync(), CancellationToken.None);
        choices = outcome.Ok ? outcome.Value : choices;
    }

    protected override async Task OnParametersSetAsync()
    {
        if (!Events && (rows is null || asked != nav.Uri))
        {
            (asked, next, rows) = (nav.Uri, null, null);
            await MoreAsync();
        }
    }

    private async Task MoreAsync()
    {
        var outcome = await question.RunAsync(Filter(), next, await Current.GetAsync(), CancellationToken.None);
        rows = [.. rows ?? [], .. outcome.Ok ? outcome.Value.Rows : []];
        next = outcome.Ok ? outcome.Value.Next : null;
    }

    private FindAuditEntries.Filter Filter() => new(Kind, ActorOf(By), SubjectKind, SubjectId, Day(From), Day(To)?.AddDays(1));

    private Task GoAsync(string address)
    {
        nav.NavigateTo(address);
        return Task.CompletedTask;
    }

    // null keeps what stands; an empty text takes it away
    private string Address(string? kind = null, string? by = null, string? from = null, string? to = null) => nav.GetUriWithQueryParameters(new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["kind"] = Kept(kind, Kind), ["by"] = Kept(by, By), ["from"] = Kept(from, From), ["to"] = Kept(to, To),
    });

    private static string AddressOf(string? source) => source is null ? Urls.Audit : $"{Urls.Audit}?show={source}";

    private static string? Kept(string? given, string? before) => (given ?? before) is { Length: > 0 } value ? value : null;

    private static string Text(ChangeEventArgs change) => change.Value?.ToString() ?? "";

    private static string KeyOf(AuditActor actor) => $"{Word.Of(actor.Kind)}:{actor.Id}";

    private static AuditActor? ActorOf(string? key) => key?.Split(':', 2) is [var kind, var id] && Word.TryParse<ActorKind>(kind, out var known) ? new(known, id) : null;

    // days are days of UTC, as the times beside the entries are
    private static DateTimeOffset? Day(string? text)
        => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? new(day, TimeOnly.MinValue, TimeSpan.Zero) : null;
}
