using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.Contacts;

/// <summary>May we mail, text, call and track, and is the address suppressed? Answered for the chosen address; for a channel that it is not
/// on, by the person's first address there.</summary>
public sealed partial class ConsentCards
{
    [Parameter, EditorRequired] public ConsentMatrix Matrix { get; set; } = default!;

    [Parameter, EditorRequired] public AddressEntry Entry { get; set; } = default!;

    [Parameter] public IReadOnlyList<SuppressedPoint> Suppressions { get; set; } = [];

    private sealed record Card(string Key, string Title, Look Look, string Line);

    private IEnumerable<Card> Cards => [.. MessageChannels.Select(Message), Tracking(), Suppression()];

    private IEnumerable<Channel> MessageChannels => new[] { Channel.Email, Channel.Sms, Channel.Voice }.Concat(Entry.Points.Select(p => p.Channel)).Distinct();

    private Card Message(Channel channel)
    {
        var title = Words.Of(channel, L);
        if ((Entry.Points.FirstOrDefault(p => p.Channel == channel) ?? Matrix.Points.FirstOrDefault(p => p.Channel == channel)) is not { } point)
        {
            return new(Word.Of(channel), title, Look.Plain(channel == Channel.Email ? L["No address"] : L["No number"]), channel == Channel.Email ? L["No email address is known"] : L["No number is known for it"]);
        }

        var rows = Matrix.Rows.Where(r => r.Type is PurposeType.Commercial or PurposeType.Transactional).ToList();
        var cells = rows.ConvertAll(r => r.Cell(point.Id));
        var allowed = cells.Count(c => c.Allowed);
        var commercial = rows.Exists(r => r.Type == PurposeType.Commercial && r.Cell(point.Id).Allowed);
        var look = commercial ? Look.Ok(L["Allowed"]) : allowed > 0 ? Look.Info(L["Service only"], "mark_email_read") : Look.Bad(L["Not allowed"]);
        return new(Word.Of(channel), title, look, Line(point, cells, allowed));
    }

    private string Line(MatrixPoint point, List<MatrixCell> cells, int allowed)
    {
        var line = cells.Count == 0 ? L["The profile has no such purpose"]
            : allowed == 0 && cells.DistinctBy(c => c.Reason).Count() == 1 ? L[cells[0].Reason.Sentence(cells[0].Status)]
            : L["{0} of {1} purposes and topics may be sent", allowed, cells.Count];
        return Entry.Has(point.Id) ? line : $"{point.Address}: {line}";
    }

    private Card Tracking()
    {
        var point = Entry.Points[0];
        return Matrix.Rows.FirstOrDefault(r => r.Type == PurposeType.Tracking && !r.IsTopic)?.Cell(point.Id) is not { } cell
            ? new("tracking", L["Tracking"], Look.Bad(L["Not allowed"]), L["The profile has no tracking purpose"])
            : new("tracking", L["Tracking"], cell.Allowed ? Look.Ok(L["Allowed"]) : Look.Bad(L["Not allowed"]), L[cell.Reason.Sentence(cell.Status)]);
    }

    private Card Suppression()
    {
        var open = Suppressions.Where(s => s.Row.IsOpen).ToList();
        var title = L["Suppression"];
        return open.Count == 0
            ? new("suppression", title, Look.Plain(L["Not suppressed"], "playlist_add_check"), L["No bounce, complaint or objection"])
            : new("suppression", title, Look.Bad(L["Suppressed"], "do_not_disturb_on"), string.Join(", ", open.Select(s => $"{Words.Of(s.Row.Scope, s.Row.Purpose, L)}: {Words.Of(s.Row.Reason, L)}").Distinct()));
    }
}
