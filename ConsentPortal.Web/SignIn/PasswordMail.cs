using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;

namespace ConsentPortal.Web.SignIn;

/// <summary>Mails a one-time password link, in the member's language. The link begins with the configured address, never with what a
/// request claims to be addressed to.</summary>
internal sealed class PasswordMail(SendEmail send, PortalAddress address, MailSettings settings)
{
    private const string Kind = "password";

    /// <summary>False where the portal has no mail settings yet.</summary>
    public bool IsReady => settings.Missing is null;

    public Task<Outcome<Id<Email>>> InviteAsync(string to, string language, string inviter, string token, CancellationToken ct)
        => SendAsync(to, language, "PasswordInviteSubject", MailTexts.In(language, "PasswordInviteIntro", inviter), token, ct);

    public Task<Outcome<Id<Email>>> ResetAsync(string to, string language, string token, CancellationToken ct)
        => SendAsync(to, language, "PasswordResetSubject", MailTexts.In(language, "PasswordResetIntro"), token, ct);

    private Task<Outcome<Id<Email>>> SendAsync(string to, string language, string subject, string intro, string token, CancellationToken ct)
    {
        var body = new MailBody(language)
            .Line(MailTexts.In(language, "Hello"))
            .Line(intro)
            .Button(MailTexts.In(language, "PasswordButton"), address.To(Urls.SetPassword(token)))
            .Line(MailTexts.In(language, "PasswordUntil"))
            .Line(MailTexts.In(language, "PasswordNotYou"));
        return send.RunAsync(new(Kind, to, MailTexts.In(language, subject), body), Actor.System, ct);
    }
}
