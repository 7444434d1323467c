using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>Turns the answers that senders get into choices that a reader can make.</summary>
internal sealed class ChoiceMaker(IReadOnlyList<MatrixPoint> points, HashSet<(Id<ContactPoint> Point, Id<Purpose> Purpose, Id<Topic> Topic)> asked, Bars bars, ChoiceLimits limits)
{
    public IReadOnlyList<Choice> Choices(Purpose purpose, Topic? topic, MatrixRow row)
        => [.. Concerned(purpose).Select(p => Choice(p, purpose, topic, row.Cell(p.Id), row.PerContact))];

    // data use has no channel: one answer, at the link's own point
    private IEnumerable<MatrixPoint> Concerned(Purpose purpose) => purpose.Type == PurposeType.DataUse ? points.Take(1) : points.OrderBy(p => p.Channel);

    private Choice Choice(MatrixPoint point, Purpose purpose, Topic? topic, MatrixCell cell, bool perContact)
    {
        var channel = purpose.Type == PurposeType.DataUse ? Channel.None : point.Channel;
        var reason = cell.WithoutPause ?? cell.Reason;
        return new()
        {
            Key = Preferences.Choice.KeyOf(channel, purpose, topic), PointId = point.Id, Channel = channel, Purpose = purpose, Topic = topic,
            On = reason.Allows(), Status = cell.Status, Model = cell.Model, Reason = reason,
            ValidUntil = cell.Status is ConsentStatus.OptedIn or ConsentStatus.Expired ? cell.ValidUntil : null,
            PausedUntil = cell.Reason == ReasonCode.Paused ? cell.PausedUntil : null, Asked = asked.Contains((point.Id, purpose.Id, topic?.Id ?? default)),
            SwitchingOn = SwitchingOn(point, purpose, reason, perContact),
        };
    }

    private SwitchingOn SwitchingOn(MatrixPoint point, Purpose purpose, ReasonCode reason, bool perContact) => reason switch
    {
        ReasonCode.Suppressed when !bars.Yields(point.Id, purpose.Id) => Preferences.SwitchingOn.Barred,
        not (ReasonCode.Suppressed or ReasonCode.PurposeOptedOut or ReasonCode.TopicOptedOut or ReasonCode.PurposeNotOptedIn or ReasonCode.TopicNotOptedIn)
            when !reason.Allows() => Preferences.SwitchingOn.Barred,
        _ when perContact && limits.Several => Preferences.SwitchingOn.Barred,
        _ when point.Channel == Channel.Email => Preferences.SwitchingOn.ByMail,
        _ => point.Channel.IsPhone() && limits.Texts ? Preferences.SwitchingOn.ByCode : Preferences.SwitchingOn.NotHere,
    };
}

/// <param name="Several">More than one person uses the address, and none of them is named.</param>
/// <param name="Texts">Text messages can carry codes.</param>
internal sealed record ChoiceLimits(bool Several, bool Texts);

/// <summary>Suppressions that no confirmed opt-in of the person lifts.</summary>
internal sealed class Bars
{
    private readonly HashSet<(Id<ContactPoint> Point, Id<Purpose> Purpose)> firm = [];

    public static async Task<Bars> OfAsync(PortalDb db, List<MatrixPoint> points, CancellationToken ct)
    {
        Bars bars = new();
        var ids = points.ConvertAll(p => p.Id);
        var found = from point in db.Set<ContactPoint>().AsNoTracking()
                    join suppression in db.Set<Suppression>().AsNoTracking() on point.KeyHash equals suppression.KeyHash
                    where ids.Contains(point.Id) && suppression.Until == null
                    select new { point.Id, Suppression = suppression };
        bars.firm.UnionWith((await found.ToListAsync(ct)).Where(f => !f.Suppression.YieldsToConfirmedOptIn).Select(f => (f.Id, f.Suppression.PurposeId)));
        return bars;
    }

    /// <summary>Purpose 0 in a suppression means all of them.</summary>
    public bool Yields(Id<ContactPoint> point, Id<Purpose> purpose) => !firm.Contains((point, purpose)) && !firm.Contains((point, default));
}
