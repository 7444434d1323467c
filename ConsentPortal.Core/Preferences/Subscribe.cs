using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>Writes a sign-up form down. Nothing counts yet and nobody is looked up: the answer is the same for new, known, subscribed and
/// suppressed addresses, and so is its cost. The worker asks the addresses (<see cref="CarryOutWishes"/>).</summary>
public sealed class Subscribe(IDbContextFactory<PortalDb> databases, ReadSubscribePage pages, IdSource ids, TimeProvider clock)
{
    /// <summary>The name of the field that people never see and programs fill in.</summary>
    public const string TrapField = "website";

    /// <param name="Profile">Its code.</param>
    /// <param name="Doubtful">Filled in faster than anybody types.</param>
    public sealed record Command(string Profile, SubscribeEntry Entry, Visitor Visitor, bool Doubtful = false)
    {
        /// <summary>A field was filled in that people never see: answered like everybody, and forgotten.</summary>
        public bool Trapped { get; init; }
    }

    /// <param name="Token">For the answer page: "send it again" and the code of a number.</param>
    public sealed record View(string Token, bool AsksEmail, bool AsksNumber);

    /// <summary>Problems name the input; they depend on what was typed alone.</summary>
    public async Task<Outcome<View>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Kind != ActorKind.Subject)
        {
            return Problem.Forbidden();
        }

        if (await pages.RunAsync(command.Profile, command.Visitor.Language, ct) is not { } page)
        {
            return Problem.NotFound("There is no such page.");
        }

        var entry = command.Entry.Clean();
        entry = page.Page.AsksChild ? entry : entry with { Child = false };
        var boxes = page.Boxes.Where(b => entry.Ticks.Contains(b.Key, StringComparer.Ordinal)).ToList();
        if (SubscribeRules.Check(entry, boxes) is { Count: > 0 } problems)
        {
            return problems;
        }

        var token = command.Trapped ? SecretToken.New().Token : await SaveAsync(command, page, entry, boxes, ct);
        return new View(token, boxes.Exists(b => !b.Channel.IsPhone()), boxes.Exists(b => b.Channel.IsPhone()));
    }

    private async Task<string> SaveAsync(Command command, ReadSubscribePage.View page, SubscribeEntry entry, List<SubscribeBox> boxes, CancellationToken ct)
    {
        var (token, hash) = SecretToken.New();
        await using var db = await databases.CreateDbContextAsync(ct);
        db.Add(new Subscription
        {
            Id = ids.Next<Subscription>(), TokenHash = hash, ProfileId = page.Profile.Id, PageVersion = page.Page.Reference, Language = command.Visitor.Language,
            Child = entry.Child, Doubtful = command.Doubtful, At = clock.Now(),
            TicksJson = Subscription.Json(boxes.Select(b => Tick(b, page, entry, command.Visitor.Language))),
        }.Says(entry, command.Visitor));
        await db.SaveChangesAsync(ct);
        return token;
    }

    private static SubscriptionTick Tick(SubscribeBox box, ReadSubscribePage.View page, SubscribeEntry entry, string language)
    {
        var shown = SubscribeWording.As(page.Wordings, entry.Seen.GetValueOrDefault(box.Key), page.Profile, box, language);
        return new(box.Purpose.Id.Value, box.Topic?.Id.Value ?? 0, box.Channel, shown.Text, shown.Version, shown.Language);
    }
}

/// <summary>What a sign-up form must hold; the messages are keys of the public pages' texts.</summary>
internal static class SubscribeRules
{
    public static List<Problem> Check(SubscribeEntry entry, List<SubscribeBox> boxes)
    {
        List<Problem> problems = [];
        void When(bool wrong, string field, string message)
        {
            if (wrong)
            {
                problems.Add(Problem.Invalid(field, message));
            }
        }

        When(boxes.Count == 0, "ticks", "Tick at least one box.");
        When(entry.Child && boxes.Exists(b => b.Channel.IsPhone()), "child", "For a child, only email can be chosen here.");
        When((entry.Child || boxes.Exists(b => !b.Channel.IsPhone()) || (boxes.Count == 0 && entry.Email.Length > 0)) && !IsEmail(entry.Email), "email", "Write an email address like ann@example.com.");
        When(boxes.Exists(b => b.Channel.IsPhone()) && !ContactPointKey.TryParse(Channel.Sms, entry.Phone, out _), "phone", "Write the number with its country code, like +49 30 1234567.");
        When(entry.FirstName.Length > Contact.NameMaxLength, "firstName", "This name is too long.");
        When(entry.LastName.Length > Contact.NameMaxLength, "lastName", "This name is too long.");
        When(entry.Child && (entry.GuardianName.Length is 0 or > Contact.NameMaxLength), "guardianName", "Write the name of your parent or guardian.");
        When(entry.Child && !IsEmail(entry.GuardianEmail), "guardianEmail", "Write an email address like ann@example.com.");
        return problems;
    }

    private static bool IsEmail(string typed) => typed.Length <= ContactPoint.AddressMaxLength && ContactPointKey.TryParse(Channel.Email, typed, out _);
}
