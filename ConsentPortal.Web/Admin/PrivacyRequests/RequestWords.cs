using System.Globalization;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Web.Ui;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.Admin.PrivacyRequests;

/// <summary>The words and looks of requests.</summary>
internal static class RequestWords
{
    public static string Of(IStringLocalizer L, RequestKind kind) => kind switch
    {
        RequestKind.Get => L["Get my data"],
        RequestKind.Forget => L["Forget me"],
        RequestKind.Update => L["Update my data"],
        RequestKind.Object => L["Object to marketing"],
        _ => L["Restrict my data"],
    };

    /// <summary>A language by its own name; one that the portal does not speak, by its code.</summary>
    public static string Language(string code) => ReaderLanguage.Find(code)?.Name ?? code;

    public static string Of(IStringLocalizer<Texts> L, RequestIntake intake) => intake switch
    {
        RequestIntake.PublicPage => L["Public page"],
        RequestIntake.PreferenceCenter => L["Preference center"],
        RequestIntake.Phone => L["Phone call"],
        RequestIntake.Letter => L["Letter"],
        RequestIntake.Email => L["Email message"],
        RequestIntake.InPerson => L["In person"],
        RequestIntake.Api => L["Another program"],
        _ => L["OpenDSR"],
    };

    public static string Of(IStringLocalizer<Texts> L, OnBehalf behalf) => behalf switch
    {
        OnBehalf.Self => L["The person themselves"],
        OnBehalf.Child => L["A parent or guardian"],
        _ => L["Somebody with their authority"],
    };

    public static Look Of(IStringLocalizer<Texts> L, RequestState state) => state switch
    {
        RequestState.Received => Look.Info(L["Received"], "inbox"),
        RequestState.Acknowledged => Look.Info(L["Acknowledged"], "mark_email_read"),
        RequestState.IdentityPending => Look.Warn(L["Identity asked for"], "badge"),
        RequestState.Verified => Look.Info(L["Identity shown"], "verified_user"),
        RequestState.InProgress => Look.Info(L["In progress"], "sync"),
        RequestState.Review => Look.Warn(L["For review"], "rate_review"),
        RequestState.Fulfilled => Look.Ok(L["Answered"]),
        RequestState.PartiallyFulfilled => Look.Ok(L["Answered in part"], "check"),
        RequestState.Refused => Look.Plain(L["Refused"], "block"),
        RequestState.Withdrawn => Look.Plain(L["Withdrawn"], "undo"),
        _ => Look.Plain(L["Never verified"], "hourglass_disabled"),
    };

    /// <summary>How urgent it is: in colour and in words.</summary>
    public static Look Due(IStringLocalizer<Texts> L, int? days) => days switch
    {
        null => Look.Plain(L["No day named"], "event"),
        < -1 => Look.Bad(L["{0} days late", -days.Value], "error"),
        -1 => Look.Bad(L["1 day late"], "error"),
        0 => Look.Bad(L["Due today"], "alarm"),
        1 => Look.Warn(L["1 day left"], "alarm"),
        <= 7 => Look.Warn(L["{0} days left", days.Value], "alarm"),
        _ => Look.Ok(L["{0} days left", days.Value], "event_available"),
    };

    /// <summary>What the button to this state says.</summary>
    public static string Act(IStringLocalizer<Texts> L, RequestState to, RequestState from) => to switch
    {
        RequestState.Acknowledged => L["I told them that it arrived"],
        RequestState.IdentityPending => L["Ask who they are"],
        RequestState.Verified => L["Identity is shown"],
        RequestState.InProgress when from == RequestState.Review => L["Send back to work"],
        RequestState.InProgress => L["Start the work"],
        RequestState.Review => L["Put up for review"],
        RequestState.Fulfilled => L["Answered in full"],
        RequestState.PartiallyFulfilled => L["Answered in part"],
        RequestState.Refused => L["Refuse"],
        RequestState.Withdrawn => L["They withdrew it"],
        _ => L["Close: never verified"],
    };

    public static string Refusal(IStringLocalizer<Texts> L, string code) => code switch
    {
        "identity_not_shown" => L["They did not show who they are"],
        "unfounded_or_excessive" => L["Manifestly unfounded or excessive"],
        "no_data_held" => L["We hold no data about them"],
        "legal_obligation" => L["A law makes us keep it"],
        "legal_claims" => L["Needed for legal claims"],
        "rights_of_others" => L["It would harm the rights of others"],
        "no_ground" => L["No ground of the law applies"],
        "no_authority" => L["Their authority was not shown"],
        _ => code,
    };

    public static (string Text, string Icon) Step(IStringLocalizer<Texts> L, RequestStepKind kind, RequestState state) => kind switch
    {
        RequestStepKind.Received => (L["Received"], "inbox"),
        RequestStepKind.Assigned => (L["Assigned"], "person_add"),
        RequestStepKind.Commented => (L["Comment"], "chat"),
        RequestStepKind.Linked => (L["Linked to a contact"], "link"),
        RequestStepKind.Extended => (L["Extended"], "more_time"),
        RequestStepKind.Paused => (L["Clock paused"], "pause_circle"),
        RequestStepKind.Resumed => (L["Clock goes on"], "play_circle"),
        RequestStepKind.Held => (L["Legal hold"], "gavel"),
        RequestStepKind.Attached => (L["File added"], "attach_file"),
        RequestStepKind.Released => (L["Legal hold released"], "lock_open"),
        RequestStepKind.PackageBuilt => (L["Copy of the data begun"], "inventory_2"),
        RequestStepKind.PackageReleased => (L["Copy of the data released"], "lock_open"),
        RequestStepKind.PackageFetched => (L["Copy of the data fetched"], "download_done"),
        RequestStepKind.Stopped => (L["Marketing stopped"], "block"),
        RequestStepKind.Restricted => (L["Data restricted"], "lock"),
        RequestStepKind.ToldOfEnd => (L["Told that the restriction ends"], "mail"),
        RequestStepKind.Unrestricted => (L["Restriction lifted"], "lock_open"),
        RequestStepKind.Decided => (L["Changes decided"], "rule"),
        RequestStepKind.AddressProved => (L["New address proved"], "mark_email_read"),
        RequestStepKind.Approved => (L["Erasure approved"], "how_to_reg"),
        _ => (Of(L, state).Label, Of(L, state).Icon),
    };

    public static string Day(DateOnly day) => day.ToString(DatePatterns.Day, CultureInfo.CurrentCulture);

    public static string Count(int number) => number.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>Who did it: a colleague by name, everybody else by what they are.</summary>
    public static string Who(IStringLocalizer<Texts> L, ActorKind kind, string id, IReadOnlyList<FindRequestWorkers.Row> workers) => kind switch
    {
        ActorKind.Staff => workers.FirstOrDefault(w => w.Id.ToString(CultureInfo.InvariantCulture) == id)?.Name ?? L["A former colleague"],
        ActorKind.Subject or ActorKind.Guardian => L["The person"],
        ActorKind.Application => L["A program"],
        _ => "ConsentPortal",
    };
}
