using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Preferences;

public sealed partial class CenterCheckTests
{
    [Theory]
    [InlineData("en", "We're sad to see you go!", "sad to see you")]
    [InlineData("en", "Are you sure? You'll miss our offers.", "you'll miss")]
    [InlineData("en", "No thanks, I don’t want to save money", "no thanks, i")]
    [InlineData("de", "Schade, dass Sie gehen", "schade, dass")]
    [InlineData("de", "Sie verpassen unsere Angebote", "sie verpassen")]
    [InlineData("fr", "Ne partez pas !", "ne partez pas")]
    [InlineData("es", "¿Está seguro? Se perderá las ofertas", "se perderá")]
    [InlineData("it", "Ci dispiace vederla andare", "ci dispiace vederla")]
    [InlineData("nl", "Wat jammer, weet u het zeker?", "wat jammer")]
    [InlineData("pl", "Przykro nam, że odchodzisz", "przykro nam")]
    [InlineData("pt", "Tem a certeza? Vai perder tudo", "vai perder")]
    [InlineData("ar", "هل أنت متأكد؟ سيفوتك الكثير", "سيفوتك")]
    public Task Guilt_is_found_in_every_language(string language, string text, string words) => FindsAsync(CenterRule.Guilt, true, SectionKind.Pause, "body", language, text, words);

    [Theory]
    [InlineData("en", "Hurry: last chance today")]
    [InlineData("de", "Letzte Chance: nur heute")]
    [InlineData("fr", "Dernière chance, dépêchez-vous")]
    [InlineData("es", "Última oportunidad")]
    [InlineData("it", "Solo oggi")]
    [InlineData("nl", "Laatste kans, wacht niet")]
    [InlineData("pl", "Ostatnia szansa")]
    [InlineData("pt", "Última oportunidade")]
    [InlineData("ar", "الفرصة الأخيرة")]
    public Task A_hurry_that_is_none_is_found(string language, string text) => FindsAsync(CenterRule.Urgency, true, SectionKind.Pause, "title", language, text);

    [Theory]
    [InlineData("en", "We have already ticked the best choices. By continuing you agree.")]
    [InlineData("de", "Für Sie ausgewählt: alles. Mit der weiteren Nutzung stimmen Sie zu.")]
    [InlineData("fr", "En poursuivant votre visite, vous acceptez.")]
    [InlineData("es", "Ya marcado para su comodidad")]
    [InlineData("it", "Già selezionato per comodità")]
    [InlineData("nl", "Voor u aangevinkt")]
    [InlineData("pl", "Już zaznaczone dla wygody")]
    [InlineData("pt", "Ao continuar, aceita")]
    [InlineData("ar", "باستخدامك هذه الصفحة فإنك توافق")]
    public Task Silence_taken_for_a_yes_is_found(string language, string text) => FindsAsync(CenterRule.PreTicked, true, SectionKind.Pause, "body", language, text);

    [Theory]
    [InlineData("en", "Tick here to not unsubscribe from our mails.", "not unsubscribe")]
    [InlineData("en", "Uncheck this if you do not want mails.", null)]
    [InlineData("de", "Ich möchte mich nicht abmelden.", "nicht abmeld")]
    [InlineData("fr", "Ne pas me désabonner", null)]
    [InlineData("es", "No quiero darme de baja", null)]
    [InlineData("it", "Non voglio disiscrivermi", null)]
    [InlineData("nl", "Ik wil mij niet afmelden", null)]
    [InlineData("pl", "Nie chcę zrezygnować", null)]
    [InlineData("pt", "Não quero cancelar a subscrição", null)]
    [InlineData("ar", "لا أريد إلغاء الاشتراك", null)]
    public Task A_no_said_twice_is_found_and_only_warned_of(string language, string text, string? words) => FindsAsync(CenterRule.DoubleNegative, false, SectionKind.Pause, "body", language, text, words);

    [Theory]
    [InlineData("en", "Continue")]
    [InlineData("de", "Weiter")]
    [InlineData("fr", "Continuer")]
    [InlineData("es", "Continuar")]
    [InlineData("it", "Avanti")]
    [InlineData("nl", "Verder")]
    [InlineData("pl", "Dalej")]
    [InlineData("pt", "Seguinte")]
    [InlineData("ar", "متابعة")]
    public Task A_button_that_hides_what_it_does_is_found(string language, string text) => FindsAsync(CenterRule.HiddenRefusal, true, SectionKind.Everything, "button", language, text);

    [Theory]
    [InlineData("en", "Yes, keep me: accept all")]
    [InlineData("de", "Alle akzeptieren")]
    [InlineData("fr", "Tout accepter")]
    [InlineData("es", "Aceptar todo")]
    [InlineData("it", "Accetta tutto")]
    [InlineData("nl", "Alles accepteren")]
    [InlineData("pl", "Zaakceptuj wszystko")]
    [InlineData("pt", "Aceitar tudo")]
    [InlineData("ar", "قبول الكل")]
    public Task A_button_that_pushes_is_found(string language, string text) => FindsAsync(CenterRule.UnequalButtons, true, SectionKind.Purposes, "button", language, text);

    [Theory]
    [InlineData("en", "Do not unsubscribe me")]
    [InlineData("en", "Don't stop my mails")]
    [InlineData("de", "Nicht abmelden")]
    [InlineData("fr", "Ne pas me désabonner")]
    [InlineData("es", "No cancelar nada")]
    [InlineData("it", "Non annullare")]
    [InlineData("nl", "Niet afmelden")]
    [InlineData("pl", "Nie rezygnuj")]
    [InlineData("pt", "Não cancelar")]
    [InlineData("ar", "لا ألغ الاشتراك")]
    public async Task A_refusing_button_that_says_the_opposite_is_an_error(string language, string text)
    {
        await FindsAsync(CenterRule.DoubleNegative, true, SectionKind.Everything, "button", language, text);
        await FindsAsync(CenterRule.DoubleNegative, true, SectionKind.AllBrands, "button", language, text);
    }

    [Theory]
    [InlineData("en", "Stop? No, keep me")]
    [InlineData("en", "No more missing offers")]
    [InlineData("de", "Keine Angebote verpassen")]
    [InlineData("de", "Keine Sorge")]
    [InlineData("fr", "Ne plus rater une offre")]
    [InlineData("fr", "Ne plus attendre")]
    [InlineData("nl", "Geen aanbieding missen")]
    [InlineData("nl", "Geen zorgen")]
    [InlineData("pt", "Não perder nenhuma oferta")]
    [InlineData("pt", "Nenhum problema")]
    public Task A_refusing_button_that_refuses_nothing_is_an_error(string language, string text) => FindsAsync(CenterRule.HiddenRefusal, true, SectionKind.AllBrands, "button", language, text);

    [Theory]
    [InlineData("en", "No more advertising")]
    [InlineData("en", "Stop all mails")]
    [InlineData("en", "No, unsubscribe me")]
    [InlineData("de", "Keine Werbung mehr")]
    [InlineData("fr", "Ne plus recevoir de messages")]
    [InlineData("es", "Ningún mensaje más")]
    [InlineData("it", "Nessun messaggio")]
    [InlineData("nl", "Geen reclame meer")]
    [InlineData("pl", "Żadnych ofert")]
    [InlineData("pt", "Nenhuma mensagem")]
    [InlineData("ar", "إيقاف كل الرسائل")]
    public async Task A_button_that_refuses_plainly_passes(string language, string text)
        => Assert.DoesNotContain(await CheckAsync(With(SectionKind.Everything, "button", language, text)), f => f.Must && f.Field == "button");

    [Fact]
    public Task A_refusal_that_is_made_long_is_found() => FindsAsync(CenterRule.UnequalButtons, true, SectionKind.Everything, "button", "en", "Unsubscribe, although I know what that means");

    [Theory]
    [InlineData("en", "Choose what interests you.", "You can withdraw any of it at any time.")]
    [InlineData("de", "Wählen Sie, was Sie interessiert.", "Sie können jederzeit widerrufen.")]
    [InlineData("ar", "اختر ما يهمك.", "يمكنك سحب موافقتك في أي وقت.")]
    public async Task Own_words_above_the_boxes_must_say_that_a_yes_can_be_taken_back(string language, string silent, string saying)
    {
        await FindsAsync(CenterRule.WithdrawalMissing, true, SectionKind.Purposes, "body", language, silent);

        Assert.DoesNotContain(await CheckAsync(With(SectionKind.Purposes, "body", language, $"{silent} {saying}")), f => f.Rule == CenterRule.WithdrawalMissing);
    }

    [Theory]
    [InlineData("<b>Bold</b>")]
    [InlineData("Line<br/>two")]
    [InlineData("A&nbsp;B")]
    [InlineData("<script>alert(1)</script>")]
    public Task Tags_are_found(string text) => FindsAsync(CenterRule.Html, true, SectionKind.Pause, "body", "en", text);

    [Fact]
    public async Task Mathematics_is_no_tag() => Assert.DoesNotContain(await CheckAsync(With(SectionKind.Pause, "body", "en", "Prices < 5 and > 3, R&D")), f => f.Rule == CenterRule.Html);
}
