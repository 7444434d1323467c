using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Web.Admin.PrivacyRequests;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.Admin.Mail;

/// <summary>What mails about privacy requests are for, in the words of the page.</summary>
internal static class RequestMailWords
{
    /// <summary>Null for a mail about something else.</summary>
    public static string? Kind(IStringLocalizer L, string kind) => kind switch
    {
        "request_code" => L["Request: carries the code that shows who asks"],
        "request_new_address" => L["Request: carries the code that proves a new address"],
        "request_identity" => L["Request: asks to show who they are again"],
        "request_reminder" => L["Request: reminds to show who they are"],
        "request_expired" => L["Request: was closed without being verified"],
        "request_withdrawn" => L["Request: was withdrawn"],
        "request_extended" => L["Request: takes longer"],
        "restriction_end" => L["Tells that a restriction ends"],
        "request_task" => L["To staff: a request is theirs"],
        "request_half_time" => L["To staff: half of the time is over"],
        "request_three_quarters" => L["To staff: three quarters of the time are over"],
        "request_last_day" => L["To staff: the last day of a request"],
        "request_overdue" => L["To staff: a request is overdue"],
        _ => Of(L, kind),
    };

    private static string? Of(IStringLocalizer L, string kind)
    {
        foreach (var of in Enum.GetValues<RequestKind>())
        {
            if (kind == RequestMailKinds.Acknowledgement(of).Code)
            {
                return L["Request: arrived ({0})", RequestWords.Of(L, of)];
            }

            foreach (var outcome in RequestMailKinds.Outcomes)
            {
                if (kind == RequestMailKinds.Answer(of, outcome).Code)
                {
                    return outcome switch
                    {
                        RequestState.Fulfilled => L["Answer: done ({0})", RequestWords.Of(L, of)],
                        RequestState.PartiallyFulfilled => L["Answer: done in part ({0})", RequestWords.Of(L, of)],
                        _ => L["Answer: refused ({0})", RequestWords.Of(L, of)],
                    };
                }
            }
        }

        return null;
    }

    public static string Place(IStringLocalizer L, string name) => name switch
    {
        "number" => L["The number of the request."],
        "received" => L["The day on which the request arrived."],
        "term" => L["By when there will be an answer, as a sentence; nothing where the law names no day."],
        "due" => L["By when the request is due, as a sentence; nothing where the law names no day."],
        "words" => L["What the officer writes to this person."],
        "reason" => L["Why the request is refused, as a sentence."],
        "remedies" => L["Where the person can complain: the law wants it in every refusal."],
        _ => L["The address of the page that sends the preference link, in plain text."],
    };
}
