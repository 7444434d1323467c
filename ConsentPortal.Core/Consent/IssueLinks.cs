using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Gives senders the preference links of addresses. Storing the address is all that it writes: no event, no consent.</summary>
public sealed class IssueLinks(WriteQueue queue, ConsentLedger ledger, AddressHasher hasher, PreferenceLinks links, IdSource ids, Rulebooks rulebooks)
{
    public const int MaxAddresses = 1000;

    /// <param name="MessageRef">The sender's own name for the message; kept, so that an unsubscribe can name it.</param>
    public sealed record Command(string Profile, string Purpose, string? Topic, Channel? Channel, string? MessageRef, IReadOnlyList<string> Addresses)
    {
        /// <summary>For each address the contact it is meant for, or none; null = none for all.</summary>
        public IReadOnlyList<Id<Contact>>? Contacts { get; init; }
    }

    /// <summary>The token of each address, in order; null where the address is not usable.</summary>
    public sealed record View(IReadOnlyList<string?> Tokens, PurposeType PurposeType);

    public async Task<Outcome<View>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (CheckConsent.Refuse(new(command.Profile, command.Purpose, command.Topic, command.Channel), actor) is { } problem)
        {
            return problem;
        }

        if (Refuse(command) is { } invalid)
        {
            return invalid;
        }

        var rules = await rulebooks.FreshAsync(ct);
        var question = RuleQuestion.Ask(rules, command.Profile, command.Purpose, command.Topic, command.Channel ?? Channel.Email);
        if (!question.Known)
        {
            return Unknown(rules, command);
        }

        var drafts = command.Addresses.Select(a => Draft(command.Channel, a)).ToList();
        var distinct = drafts.OfType<PointDraft>().GroupBy(d => d.Hash).ToDictionary(g => g.Key, g => g.First());
        var message = await queue.RunAsync(async session =>
        {
            await ledger.StoreAsync(session, [.. distinct.Values], ct);
            return await MessageAsync(session, command.MessageRef, ct);
        }, ct: ct);
        return new View([.. drafts.Select((d, i) => d is null ? null : links.Write(new()
        {
            PointId = distinct[d.Hash].Id, Profile = question.Profile!.Number, Purpose = question.Purpose!.Number, Topic = question.Topic?.Number ?? 0, MessageRefId = message,
            ContactId = command.Contacts?[i] ?? default,
        }))], question.Purpose!.Type);
    }

    private PointDraft? Draft(Channel? channel, string address)
        => ContactPointKey.TryParse(channel ?? ContactPointKey.Guess(address), address, out var key)
            ? new() { Key = key, Typed = address, Hash = hasher.Of(key), Channel = key.Channel } : null;

    private async ValueTask<Id<MessageReference>> MessageAsync(WriteSession session, string? text, CancellationToken ct)
    {
        if (Text.CleanOrNull(text) is not { } name)
        {
            return default;
        }

        var db = await session.DbAsync(ct);
        var known = await db.Set<MessageReference>().Where(m => m.Text == name).Select(m => m.Id).FirstOrDefaultAsync(ct);
        if (known.IsNone)
        {
            known = ids.Next<MessageReference>();
            db.Add(new MessageReference { Id = known, Text = name });
            await db.SaveChangesAsync(ct);
        }

        return known;
    }

    private static Problem Unknown(Rulebook rules, Command command) => (rules.Profile(command.Profile), rules.Purpose(command.Purpose)) switch
    {
        (null, _) => Problem.Invalid("profile", "There is no profile with this code."),
        ({ } profile, var purpose) when purpose is null || !rules.Uses(profile, purpose) => Problem.Invalid("purpose", $"The profile '{profile.Code}' has no purpose with this code."),
        _ => Problem.Invalid("topic", $"The purpose '{command.Purpose}' has no topic with this code."),
    };

    private static Problem? Refuse(Command command) => command switch
    {
        { Addresses.Count: 0 or > MaxAddresses } => Problem.Invalid("addresses", $"Send 1 to {MaxAddresses} addresses."),
        { MessageRef.Length: > MessageReference.TextMaxLength } => Problem.Invalid("messageRef", $"At most {MessageReference.TextMaxLength} characters."),
        _ => null,
    };
}
