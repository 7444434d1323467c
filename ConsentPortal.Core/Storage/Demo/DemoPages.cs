using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Storage.Demo;

/// <summary>The pages that the demo's team has designed: a sign-up page, one preference center with all its sections, and the words that
/// people agree to in two languages.</summary>
internal sealed class DemoPages(DemoRulebook rules, IdSource ids, Actor admin)
{
    public async Task OpenAsync(WriteSession day, CancellationToken ct)
    {
        var db = await day.DbAsync(ct);
        db.Add(SignUp(day.Now));
        db.Announce(new SubscribeEvent(SubscribeEvent.Designed, rules.Default.Id.ToString()) { SubjectName = rules.Default.Name }, admin);
        PreferenceCenter center = new() { Id = ids.Next<PreferenceCenter>(), ProfileId = rules.America.Id, Version = 1 };
        center.Show(new(Level: true, Tracking: true, DataUses: true, Pause: true, Reasons: true, Details: true, TellOfChanges: true), day.Now);
        db.Add(center);
        db.Announce(new RulebookEvent(PreferenceEvents.CenterDesigned, rules.America.Id.ToString()) { SubjectName = rules.America.Name }, admin);
        Publish(db, day.Now, "en");
        Publish(db, day.Now, "de");
        await db.SaveChangesAsync(ct);
    }

    private SubscribePage SignUp(DateTimeOffset now)
    {
        SubscribePage page = new() { Id = ids.Next<SubscribePage>(), ProfileId = rules.Default.Id, CreatedAt = now, Version = 1 };
        new SubscribeDesign
        {
            Open = true, AsksFirstName = true, AsksLastName = true, OffersSms = true, ReminderDays = 3,
            Offers = [.. rules.Commercial.Topics.Select(t => t.Id.Value).Order()],
            Title = new("News from Meridian Instruments", "Neues von Meridian Instruments"),
            Intro = new("Measuring in practice, new instruments and service dates. Choose what you would like to hear about.", "Messtechnik aus der Praxis, neue Geräte und Servicetermine. Wählen Sie, worüber wir Ihnen schreiben."),
        }.Put(page);
        return page;
    }

    private void Publish(PortalDb db, DateTimeOffset now, string language)
    {
        var newsletter = rules.Commercial.Topics.Single(t => t.Code == "newsletter");
        db.Add(new PublishedWording
        {
            Id = ids.Next<PublishedWording>(), PurposeId = rules.Commercial.Id, TopicId = newsletter.Id, Language = language, Number = 1, PublishedAt = now, PublishedBy = admin.Id!,
            Reference = PublishedWording.ReferenceOf(rules.Commercial, newsletter, language, 1), Text = DemoWords.Agreement(language),
        });
        db.Announce(new RulebookEvent(RulebookEvents.WordingPublished, rules.Commercial.Id.ToString(), RulebookEvent.PurposeSubject)
        {
            SubjectName = $"{rules.Commercial.Name.In("en")} › {newsletter.Name.In("en")}", Changes = [new($"wording.{language}", null, DemoWords.Agreement(language))],
        }, admin);
    }
}
