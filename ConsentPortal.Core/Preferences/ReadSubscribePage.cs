using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>One box of a sign-up page.</summary>
/// <param name="Key">As the preference center names it: <c>email-1-2</c>.</param>
public sealed record SubscribeBox(string Key, Purpose Purpose, Topic? Topic, Channel Channel, SubscribeWording Wording);

/// <summary>What is offered of one purpose: the purpose itself or its topics, each on every channel of the page.</summary>
public sealed record SubscribeGroup(Purpose Purpose, IReadOnlyList<IGrouping<Topic?, SubscribeBox>> Rows);

/// <summary>The sign-up page of a profile as a visitor sees it. Null where there is none: unknown or inactive profile, closed page, nothing
/// to tick.</summary>
public sealed class ReadSubscribePage(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks, SubscribeChannels channels)
{
    public sealed record View(ComplianceProfile Profile, SubscribePage Page, IReadOnlyList<SubscribeGroup> Groups, Wordings Wordings)
    {
        public IEnumerable<SubscribeBox> Boxes => Groups.SelectMany(g => g.Rows).SelectMany(r => r);

        public bool AsksPhone => Boxes.Any(b => b.Channel.IsPhone());
    }

    /// <param name="code">The profile's.</param>
    /// <param name="language">BCP 47: of the words beside the boxes.</param>
    public async Task<View?> RunAsync(string code, string language, CancellationToken ct)
    {
        var rules = await rulebooks.RecentAsync(ct);
        if (rules.Profile(code) is not { State.Active: true } profile)
        {
            return null;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var page = await db.Set<SubscribePage>().AsNoTracking().FirstOrDefaultAsync(p => p.ProfileId == profile.Id, ct);
        if (page is not { Open: true })
        {
            return null;
        }

        View view = new(profile, page, [.. Offerable(rules, profile).Select(purpose => Group(rules.Wordings, profile, page, purpose, language)).Where(g => g.Rows.Count > 0)], rules.Wordings);
        return view.Groups.Count == 0 ? null : view;
    }

    /// <summary>What a profile can ask for at all: receipts need no consent.</summary>
    internal static IEnumerable<Purpose> Offerable(Rulebook rules, ComplianceProfile profile)
        => rules.PurposesOf(profile).Where(p => p.Type != PurposeType.Transactional && p.State.Active).OrderBy(p => p.Type);

    internal static IEnumerable<Topic> Offerable(Purpose purpose) => purpose.Topics.Where(t => t.State.Active && t.Visible).OrderBy(t => t.Order).ThenBy(t => t.Id);

    private SubscribeGroup Group(Wordings wordings, ComplianceProfile profile, SubscribePage page, Purpose purpose, string language)
    {
        var asked = new Topic?[] { page.Offers.Contains(purpose.Id.Value) ? null : Skipped }.Concat(Offerable(purpose).Where(t => page.Offers.Contains(t.Id.Value))).Where(t => t != Skipped);
        var boxes = asked.SelectMany(topic => channels.Of(page, purpose)
            .Select(channel => new SubscribeBox(Choice.KeyOf(channel, purpose, topic), purpose, topic, channel, SubscribeWording.Of(wordings, profile, purpose, topic, channel, language))));
        return new(purpose, [.. boxes.GroupBy(b => b.Topic)]);
    }

    private static readonly Topic Skipped = new();
}

/// <summary>The channels that a sign-up page can offer: numbers only where text messages can carry their codes.</summary>
public sealed class SubscribeChannels(Messaging.SendText texts)
{
    public bool TextsAreSetUp => texts.IsReady;

    /// <summary>Tracking and data use are answered once, with the email address.</summary>
    public IReadOnlyList<Channel> Of(SubscribePage page, Purpose purpose) => purpose.Type switch
    {
        PurposeType.DataUse => [Channel.None],
        PurposeType.Commercial when TextsAreSetUp => [Channel.Email, .. page.OffersSms ? [Channel.Sms] : Array.Empty<Channel>(), .. page.OffersVoice ? [Channel.Voice] : Array.Empty<Channel>()],
        _ => [Channel.Email],
    };
}
