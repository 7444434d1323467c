using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Ui;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.Admin.Contacts;

/// <summary>What a change will do, in sentences, before it is saved: to sending, to topics, to the other people on the address.</summary>
internal static class ConsentOutcome
{
    public static IReadOnlyList<string> Lines(ConsentChange change, ConsentAction act, ConsentMatrix matrix, MatrixRow row, MatrixPoint point, string person, LocalTime times, IStringLocalizer l)
        => change == ConsentChange.OptIn && act == ConsentAction.Staff && Overruling(change, act, row.Cell(point.Id), times, l) is { } refused ? [refused]
            : [.. new[] { Sending(change, row, point, matrix, l), Overruling(change, act, row.Cell(point.Id), times, l), Confirming(change, act, matrix, point, l), BelowPurpose(change, matrix, row, point, l), Others(row, point, person, l) }.OfType<string>()];

    private static string Sending(ConsentChange change, MatrixRow row, MatrixPoint point, ConsentMatrix matrix, IStringLocalizer l)
    {
        var name = row.Name.Text();
        return change switch
        {
            ConsentChange.OptOut when row.Cell(point.Id).Model == EnforcementModel.Disabled => l["The opt-out is kept, but {0} goes on: the profile checks no consent for it.", name],
            ConsentChange.OptOut when !row.IsTopic && matrix.Rows.Any(r => r.IsTopic && r.PurposeId == row.PurposeId) => l["From now on nothing of {0} is sent, none of its topics either.", name],
            ConsentChange.OptOut => l["From now on nothing of {0} is sent.", name],
            ConsentChange.OptIn => l["{0} may be sent, unless something else forbids it.", name],
            ConsentChange.Pause => l["Until that date nothing of {0} is sent. What they chose stays as it is.", name],
            _ => l["What they chose holds again at once."],
        };
    }

    private static string? Overruling(ConsentChange change, ConsentAction act, MatrixCell cell, LocalTime times, IStringLocalizer l)
        => change != ConsentChange.OptIn || cell is not { Status: ConsentStatus.OptedOut, Since: { } since } ? null
            : act == ConsentAction.Staff ? l["They opted out on {0}. Our own decision cannot undo that.", times.Moment(since)].Value
            : l["They opted out on {0}. This counts only if the person agreed after that.", times.Moment(since)].Value;

    private static string? Confirming(ConsentChange change, ConsentAction act, ConsentMatrix matrix, MatrixPoint point, IStringLocalizer l)
        => change != ConsentChange.OptIn || !matrix.Profile.DoubleOptIn ? null
            : point.Channel == Channel.Email ? l["The address gets a mail that asks to confirm. Until then nothing counts."].Value
            : l["The profile asks for a confirmation, which cannot be sent on this channel yet: it stays pending."].Value;

    private static string? BelowPurpose(ConsentChange change, ConsentMatrix matrix, MatrixRow row, MatrixPoint point, IStringLocalizer l)
        => change == ConsentChange.OptIn && row.IsTopic && matrix.Rows.FirstOrDefault(r => !r.IsTopic && r.PurposeId == row.PurposeId)?.Cell(point.Id).Status == ConsentStatus.OptedOut
            ? l["The purpose above is opted out, so nothing is sent for this topic until that changes."].Value : null;

    private static string? Others(MatrixRow row, MatrixPoint point, string person, IStringLocalizer l) => point.Sharers == 0 ? null
        : person.Length == 0 && point is { Sharers: 1, Others: [var only] } ? l["It holds for {0}, who uses this address.", only.Name].Value
        : row.PerContact && person.Length > 0 ? l["The address is shared. This purpose keeps consent per person: only {0} is touched.", person].Value
        : point.Others.Count == 0 ? l["The address is shared: this holds for {0} other people too.", point.Sharers].Value
        : point.HiddenOthers == 0 ? l["The address is shared: this holds for {0} too.", string.Join(", ", point.Others.Select(o => o.Name))].Value
        : l["The address is shared: this holds for {0} and {1} more too.", string.Join(", ", point.Others.Select(o => o.Name)), point.HiddenOthers].Value;
}
