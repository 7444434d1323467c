namespace ConsentPortal.Core.Storage.Demo;

/// <summary>What was shown, what was said, and from where, in the demo. The network addresses are for documentation (RFC 5737).</summary>
internal static class DemoWords
{
    // no link: nobody could follow one that the demo made up
    public const string Renewal = "Guten Tag,\n\nIhre Zustimmung zu Einladungen von Meridian Instruments GmbH endet in wenigen Tagen.\n\nMöchten Sie weiter eingeladen werden? Dann bestätigen Sie das bitte auf unserer Seite.";

    public static readonly string[] SpokenYes = ["Asked for it at the trade fair.", "Said yes on the phone after the service call.", "Wants to hear about spare parts.", "Signed up at our stand, form 12."];
    public static readonly string[] SpokenNo = ["Called and does not want any more calls.", "Told our driver that the mails are too many.", "Asked in the shop to be taken off.", "Left the company; nobody follows."];
    public static readonly string[] OptOutReasons = ["too_frequent", "not_relevant", "never_signed_up", "other"];
    public static readonly string[] Sources = ["website footer", "webshop checkout", "webinar registration", "catalogue order"];
    public static readonly string[] Messages = ["spring-newsletter", "summer-offers", "service-reminder", "autumn-fair", "winter-newsletter"];

    private static readonly string[] Browsers =
    [
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    ];

    public static string Wording(string language) => language switch
    {
        "de" => "Ja, ich möchte den Newsletter von Meridian Instruments erhalten. Ich kann ihn jederzeit abbestellen.",
        "fr" => "Oui, je souhaite recevoir la lettre de Meridian Instruments. Je peux me désabonner à tout moment.",
        "es" => "Sí, quiero recibir el boletín de Meridian Instruments. Puedo darme de baja en cualquier momento.",
        _ => "Yes, I would like to receive the newsletter of Meridian Instruments. I can unsubscribe at any time.",
    };

    public static string Agreement(string language) => language == "de"
        ? "Ja, Meridian Instruments darf mir einmal im Monat den Newsletter per E-Mail schicken. Ich kann das jederzeit widerrufen, mit dem Link in jeder E-Mail."
        : "Yes, Meridian Instruments may send me its newsletter by email once a month. I can withdraw this at any time, by the link in every email.";

    public static string Ip(Random dice) => $"{new[] { "192.0.2", "198.51.100", "203.0.113" }[dice.Next(3)]}.{dice.Next(1, 255)}";

    public static string Browser(Random dice) => Browsers[dice.Next(Browsers.Length)];
}
