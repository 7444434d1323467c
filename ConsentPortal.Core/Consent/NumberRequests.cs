using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Core.Consent;

/// <summary>Asks a number to confirm opt-ins by a code (domain.md §5: a phone needs its own confirmation). The questions are kept like those of
/// a mail, so that an opt-out, an undo or a purge finds them; no link answers them, and the code is bound to exactly these questions: who
/// reads it agrees to what stands beside the field, not to what somebody else ticked before.</summary>
public sealed class NumberRequests(ConfirmationRequests requests, SendAddressCode codes)
{
    /// <summary>How long a new code can be asked for.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(1);

    private const int MostTogether = 2; // both channels of one number

    /// <summary>Stores the questions where the code could be sent. Call it like <see cref="ConfirmationRequests.AskAsync"/>.</summary>
    /// <param name="number">Where the code goes.</param>
    /// <param name="asks">One for each channel of the number.</param>
    internal async ValueTask<NumberAsk> AskAsync(WriteSession session, Id<ContactPoint> number, IReadOnlyList<ConfirmationAsk> asks, CancellationToken ct)
    {
        List<ConsentRequest> made = [];
        foreach (var ask in asks)
        {
            made.Add(requests.MakeAsShown(ask with { Life = Life }, SecretToken.New().Hash, session.Now));
        }

        var key = KeyOf(made.Select(r => r.Id));
        var outcome = await codes.SendAsync(session, new(number, asks[0].Profile, asks[0].Language, UseOf(key)), ct);
        if (outcome != AskOutcome.Sent)
        {
            return new(outcome, "");
        }

        var db = await session.DbAsync(ct);
        db.AddRange(made);
        await db.SaveChangesAsync(ct);
        return new(outcome, key);
    }

    /// <summary>What a code is bound to (<see cref="AddressCode.Use"/>).</summary>
    internal static string UseOf(string key) => $"ask:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 8))}";

    /// <summary>The questions of a form; none for what no form of ours carries.</summary>
    internal static IReadOnlyList<Id<ConsentRequest>> Read(string key)
    {
        List<Id<ConsentRequest>> ids = [];
        foreach (var part in Text.Cut(key, 60).Split('-'))
        {
            if (!Id<ConsentRequest>.TryParse(part, CultureInfo.InvariantCulture, out var id))
            {
                return [];
            }

            ids.Add(id);
        }

        return ids.Count <= MostTogether && KeyOf(ids) == key ? ids : [];
    }

    private static string KeyOf(IEnumerable<Id<ConsentRequest>> ids) => string.Join('-', ids);
}

/// <summary>What became of it, and the name of the questions for the form with the code; empty = nothing was asked.</summary>
internal sealed record NumberAsk(AskOutcome Outcome, string Key);
