using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>Who may see and change their own details, and the two things that a code is asked for.</summary>
public static class OwnDetails
{
    /// <summary>The code that opens the details, sent to the link's own address.</summary>
    public const string Use = "details";

    /// <summary>The code that proves one more address of the same person. Only a proved session asks for it.</summary>
    public const string OtherUse = "own_address";

    public const string Source = "details-page";

    /// <summary>What a verb answers when the proof is forged, died, or is another address's; and when nobody, or more than one person, uses the address now.</summary>
    public const string NotProved = "not_proved", NotOne = "not_one";

    internal static bool IsProved(AddressProofs proofs, PreferenceLink link, string? proof, DateTimeOffset now) => proofs.TryRead(proof, Use, now, out var point) && point == link.PointId;

    /// <summary>The person that the link names, if they still use its address; else the only one who does. None where that is not one person.</summary>
    internal static async Task<(Id<Contact> Person, int People)> PersonAsync(PortalDb db, PreferenceLink link, CancellationToken ct)
    {
        var contacts = await LinkPoints.ContactsAsync(db, link, ct);
        return (contacts.Contains(link.ContactId) ? link.ContactId : contacts is [var only] ? only : default, contacts.Count);
    }
}
