using System.Globalization;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Admin.Audit;
using ConsentPortal.Web.Admin.Contacts;
using ConsentPortal.Web.Ui;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.Admin.Consents;

/// <summary>One thing that a list is narrowed to, and the filter without it.</summary>
public sealed record NarrowedBy(string Label, ConsentFilter Without);

/// <summary>What a filter says, piece by piece, as people read it.</summary>
internal static class ListWords
{
    public static readonly IReadOnlyList<string> Reasons =
        ["asked_for_it", "too_frequent", "not_relevant", "did_not_sign_up", "privacy_concerns", "left_company", "wrong_person", "event", "contract", "advertisement", "landing_page", "open_complaint", "absence", "correction", "address_changed", StaffReasons.Other];

    /// <param name="named">What the addresses and the person of the filter are called; empty where they may not be seen.</param>
    public static IEnumerable<NarrowedBy> Of(ConsentFilter f, Rulebook rules, string named, IStringLocalizer<Texts> l)
    {
        NarrowedBy?[] all =
        [
            f.Points.Count == 0 ? null : new(named.Length > 0 ? named : l["One address"], f with { Points = [] }),
            f.ContactId.IsNone ? null : new(named.Length > 0 ? named : l["One person"], f with { ContactId = default }),
            f.ProfileId.IsNone ? null : new(l["Profile: {0}", rules.Profile(f.ProfileId)?.Name ?? "?"], f with { ProfileId = default }),
            f.PurposeId.IsNone ? null : new(l["Purpose: {0}", rules.Purpose(f.PurposeId)?.Name.Text() ?? "?"], f with { PurposeId = default, TopicId = null }),
            f.TopicId is not { } topic ? null : new(topic.IsNone ? l["Without its topics"] : l["Topic: {0}", rules.Topic(topic)?.Name.Text() ?? "?"], f with { TopicId = null }),
            f.Status is not { } status ? null : new(l["Status: {0}", EventWords.Status(l, status)], f with { Status = null }),
            f.Channel is not { } channel ? null : new(l["Channel: {0}", Words.Of(channel, l)], f with { Channel = null }),
            f.ActorKind is not { } kind ? null : new(l["By: {0}", AuditWords.Actor(l, kind, "")], f with { ActorKind = null }),
            f.Action is not { } action ? null : new(l["How: {0}", EventWords.Action(l, action)], f with { Action = null }),
            f.Source is not { } source ? null : new(l["Source: {0}", source], f with { Source = null }),
            f.Reason is not { } reason ? null : new(l["Reason: {0}", ReasonWords.Of(reason, l)], f with { Reason = null }),
            f.From is not { } from ? null : new(l["Recorded from {0}", Day(from)], f with { From = null }),
            f.Until is not { } until ? null : new(l["Recorded until {0}", Day(until.AddDays(-1))], f with { Until = null }),
            f.HappenedFrom is not { } since ? null : new(l["Happened from {0}", Day(since)], f with { HappenedFrom = null }),
            f.HappenedUntil is not { } before ? null : new(l["Happened until {0}", Day(before.AddDays(-1))], f with { HappenedUntil = null }),
            f.EndsBefore is not { } ends ? null : new(l["Ends by {0}", Day(ends.AddDays(-1))], f with { EndsBefore = null }),
            f.ImportBatch == 0 ? null : new(l["Import {0}", f.ImportBatch.ToString(CultureInfo.InvariantCulture)], f with { ImportBatch = 0 }),
            !f.Flagged ? null : new(l["Flagged as a scanner's"], f with { Flagged = false }),
        ];
        return all.OfType<NarrowedBy>();
    }

    private static string Day(DateTimeOffset day) => day.ToString("d", CultureInfo.CurrentCulture);
}
