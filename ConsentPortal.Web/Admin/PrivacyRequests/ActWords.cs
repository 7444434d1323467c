using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Web.Ui;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.Admin.PrivacyRequests;

/// <summary>The words and looks of what is done about a request.</summary>
internal static class ActWords
{
    public static Look Of(IStringLocalizer<Texts> L, ObjectionEffect effect) => effect switch
    {
        ObjectionEffect.Stopped => Look.Ok(L["Opted out"], "block"),
        ObjectionEffect.StoppedBefore => Look.Plain(L["Was opted out before"], "block"),
        _ => Look.Warn(L["Opted in by themselves since"], "info"),
    };

    public static string Of(IStringLocalizer<Texts> L, RestrictionGround ground) => ground switch
    {
        RestrictionGround.Accuracy => L["They say that the data is wrong"],
        RestrictionGround.Unlawful => L["It is used unlawfully, and they want it kept"],
        RestrictionGround.Claims => L["They need it for legal claims"],
        _ => L["They objected, and it is being weighed"],
    };

    public static string Law(RestrictionGround ground) => ground switch
    {
        RestrictionGround.Accuracy => "GDPR art. 18(1)(a)",
        RestrictionGround.Unlawful => "GDPR art. 18(1)(b)",
        RestrictionGround.Claims => "GDPR art. 18(1)(c)",
        _ => "GDPR art. 18(1)(d)",
    };

    public static Look Of(IStringLocalizer<Texts> L, UpdateState state) => state switch
    {
        UpdateState.Open => Look.Warn(L["To be decided"], "rule"),
        UpdateState.Applied => Look.Ok(L["Applied at once"], "bolt"),
        UpdateState.Accepted => Look.Ok(L["Accepted"]),
        _ => Look.Plain(L["Rejected"], "block"),
    };

    /// <summary>A note of the timeline. What was decided about values is kept as <c>firstName: applied</c>, a line each, and shown in the reader's words.</summary>
    public static string? Note(IStringLocalizer<Texts> L, ReadRequest.View view, RequestStepKind kind, string? note) => note is null || kind != RequestStepKind.Decided ? note : string.Join('\n', note.Split('\n')
        .Select(line => line.Split(": ") is [var field, var word] && Word.TryParse<UpdateState>(word, out var state) ? $"{Field(L, view, field)}: {Of(L, state).Label}" : line));

    /// <summary>An own field by its label, as long as the submission is there that names it.</summary>
    public static string Field(IStringLocalizer<Texts> L, ReadRequest.View view, string field) => view.Labels.GetValueOrDefault(field) ?? Field(L, field);

    public static string Field(IStringLocalizer<Texts> L, string field) => field switch
    {
        UpdateFields.FirstName => L["First name"],
        UpdateFields.LastName => L["Last name"],
        UpdateFields.JobTitle => L["Job title"],
        UpdateFields.Language => L["Language"],
        UpdateFields.Email => L["Email"],
        UpdateFields.Phone => L["Phone"],
        AskedField.CustomerNumber => L["Customer number"],
        _ => field,
    };
}
