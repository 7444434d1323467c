using ConsentPortal.Core.PrivacyRequests;

namespace ConsentPortal.Web.Public;

/// <summary>What is asked for and how far it is, in plain words: keys of PublicTexts.</summary>
internal static class CaseTexts
{
    public static string Of(RequestKind kind) => kind switch
    {
        RequestKind.Get => "You want a copy of your data.",
        RequestKind.Forget => "You want your data to be deleted.",
        RequestKind.Update => "You want your data to be corrected.",
        RequestKind.Object => "You object to the use of your data.",
        _ => "You want the use of your data to be restricted.",
    };

    public static string Of(ReadOwnRequest.View view) => view.State switch
    {
        _ when view.Waits => "We wait for an answer from you. Look for our message, please.",
        _ when view.MayShow => "We wait for you to show that it is you.",
        RequestState.Received or RequestState.Acknowledged => "We have received it.",
        RequestState.Verified => "We know that it is you. Somebody will work on it soon.",
        RequestState.InProgress or RequestState.Review or RequestState.IdentityPending => "We are working on it.",
        RequestState.Fulfilled => "It is done. You have our answer by email.",
        RequestState.PartiallyFulfilled => "It is done in part. You have our answer by email.",
        RequestState.Refused => "We have refused it. The reasons are in our email.",
        RequestState.Withdrawn => "It was withdrawn.",
        _ => "We have closed it because we did not know whether it came from you.",
    };
}
