using System.Globalization;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>Opens, closes and designs the sign-up page of a profile: what can be ticked there, what else it asks, and how long its
/// questions wait.</summary>
public sealed class DesignSubscribePage(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks, IdSource ids, TimeProvider clock)
{
    public const string VersionField = RulebookWriter.VersionField;

    /// <param name="Version">The one that the form was opened with; 0 = there was no page yet.</param>
    public sealed record Command(Id<ComplianceProfile> ProfileId, int Version, SubscribeDesign Design);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.EditCompliance) is { } missing)
        {
            return missing;
        }

        var rules = await rulebooks.FreshAsync(ct);
        if (rules.Profile(command.ProfileId) is not { } profile)
        {
            return Problem.NotFound("There is no such profile.");
        }

        var offerable = ReadSubscribePage.Offerable(rules, profile).SelectMany(p => ReadSubscribePage.Offerable(p).Select(t => t.Id.Value).Append(p.Id.Value)).ToHashSet();
        var design = command.Design with { Offers = [.. command.Design.Offers.Where(offerable.Contains).Distinct().Order()], Title = Wellformed.Clean(command.Design.Title), Intro = Wellformed.Clean(command.Design.Intro) };
        return design.Problems() is { Count: > 0 } problems ? problems : await SaveAsync(command, design, profile, actor, ct);
    }

    private async Task<Outcome<Done>> SaveAsync(Command command, SubscribeDesign design, ComplianceProfile profile, Actor actor, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var page = await db.Set<SubscribePage>().FirstOrDefaultAsync(p => p.ProfileId == profile.Id, ct);
        if ((page?.Version ?? 0) != command.Version)
        {
            return Stale;
        }

        var changes = (page is null ? new() : SubscribeDesign.Of(page)).ChangesTo(design);
        if (page is null)
        {
            page = new() { Id = ids.Next<SubscribePage>(), ProfileId = profile.Id, CreatedAt = clock.Now(), Version = 1 };
            db.Add(page);
        }
        else if (!changes.Any)
        {
            return default(Done);
        }

        design.Put(page);
        db.Announce(new SubscribeEvent(SubscribeEvent.Designed, profile.Id.ToString()) { SubjectName = profile.Name, Changes = changes.Items }, actor);
        try
        {
            await db.SaveChangesAsync(ct);
            return default(Done);
        }
        catch (DbUpdateException)
        {
            return Stale; // somebody else saved, or made the page, at the same time
        }
    }

    private static Problem Stale => Problem.Conflict("Somebody saved a change while you were editing. Compare it with yours, then save again.", VersionField);
}

/// <summary>All that can be chosen about a sign-up page, as one value.</summary>
public sealed record SubscribeDesign
{
    public bool Open { get; init; }

    /// <summary>Purposes and topics of the profile, by number.</summary>
    public IReadOnlyList<long> Offers { get; init; } = [];

    public LocalText Title { get; init; } = LocalText.Empty;

    public LocalText Intro { get; init; } = LocalText.Empty;

    public bool OffersSms { get; init; }

    public bool OffersVoice { get; init; }

    public bool AsksFirstName { get; init; }

    public bool AsksLastName { get; init; }

    public bool AsksChild { get; init; }

    public int ChildAge { get; init; } = 16;

    public int ConfirmDays { get; init; } = SubscribePage.DefaultDays;

    public int? ReminderDays { get; init; }

    public static SubscribeDesign Of(SubscribePage p) => new()
    {
        Open = p.Open, Offers = p.Offers, Title = p.Title, Intro = p.Intro, OffersSms = p.OffersSms, OffersVoice = p.OffersVoice, AsksFirstName = p.AsksFirstName, AsksLastName = p.AsksLastName,
        AsksChild = p.AsksChild, ChildAge = p.ChildAge, ConfirmDays = p.ConfirmDays, ReminderDays = p.ReminderDays,
    };

    /// <summary>The same choices, whatever list they came in.</summary>
    public bool IsSameAs(SubscribeDesign other) => !ChangesTo(other).Any;

    internal void Put(SubscribePage p)
    {
        (p.Open, p.Title, p.Intro, p.OffersSms, p.OffersVoice) = (Open, Title, Intro, OffersSms, OffersVoice);
        (p.AsksFirstName, p.AsksLastName, p.AsksChild, p.ChildAge, p.ConfirmDays, p.ReminderDays) = (AsksFirstName, AsksLastName, AsksChild, ChildAge, ConfirmDays, ReminderDays);
        p.Offers = p.Offers.SequenceEqual(Offers) ? p.Offers : [.. Offers];
    }

    internal ChangeList ChangesTo(SubscribeDesign next) => new ChangeList().Add("open", Open, next.Open).Add("offers", Join(Offers), Join(next.Offers))
        .AddTexts("title", Title, next.Title).AddTexts("intro", Intro, next.Intro).Add("offersSms", OffersSms, next.OffersSms).Add("offersVoice", OffersVoice, next.OffersVoice)
        .Add("asksFirstName", AsksFirstName, next.AsksFirstName).Add("asksLastName", AsksLastName, next.AsksLastName).Add("asksChild", AsksChild, next.AsksChild)
        .Add("childAge", ChildAge, next.ChildAge).Add("confirmDays", ConfirmDays, next.ConfirmDays).Add("reminderDays", ReminderDays, next.ReminderDays);

    internal List<Problem> Problems()
    {
        List<Problem> problems = [];
        void When(bool wrong, string field, string message) => problems.AddRange(wrong ? [Problem.Invalid(field, message)] : []);
        When(Open && Offers.Count == 0, "offers", "Offer at least one purpose or topic, or close the page.");
        When(AsksChild && ChildAge is < 10 or > 18, "childAge", "Choose an age from 10 to 18.");
        When(ConfirmDays is < 1 or > SubscribePage.MaxDays, "confirmDays", "Choose 1 to 28 days.");
        When(ReminderDays < 1 || ReminderDays >= ConfirmDays, "reminderDays", "Remind after one day at the earliest, and before the link lapses.");
        foreach (var (language, text) in Title.Texts)
        {
            When(text.Length > SubscribePage.TitleMaxLength, $"title.{language}", "This heading is too long.");
        }

        foreach (var (language, text) in Intro.Texts)
        {
            When(text.Length > SubscribePage.IntroMaxLength, $"intro.{language}", "This text is too long.");
        }

        return problems;
    }

    private static string Join(IReadOnlyList<long> offers) => string.Join(' ', offers.Select(o => o.ToString(CultureInfo.InvariantCulture)));
}
