using System.Data.Common;
using System.Globalization;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Team;

namespace ConsentPortal.Web.SignIn;

/// <summary>What a member is told of by mail, because a thief would do it too. Each is a text <c>Security…</c> of <c>MailTexts</c>.</summary>
internal enum SecurityChange
{
    PasskeyAdded,
    PasskeyRemoved,
    AuthenticatorOn,
    AuthenticatorOff,
    RecoveryCodes,
    PasswordChanged,
    FactorReset,
}

/// <summary>Tells members that somebody changed how their account is opened, in their language, at the address that was theirs before. It
/// names no device and no network, and what was changed stays changed where no mail can go.</summary>
internal sealed class SecurityMail(SendEmail send, ReadMember members, PortalAddress address, MailSettings settings, TimeProvider clock, ILogger<SecurityMail> log)
{
    private const string Kind = "security";

    /// <summary>The change is made already, and its page has more to say (recovery codes, a fresh cookie): a mail that cannot be queued is logged.</summary>
    public async Task TellAsync(long member, SecurityChange change)
    {
        try
        {
            await SendAsync(member, change);
        }
        catch (Exception error) when (error is DbException or TimeoutException or IOException)
        {
            log.LogError(error, "Member {Member} could not be told of {Change}.", member, change);
        }
    }

    private async Task SendAsync(long member, SecurityChange change)
    {
        if (settings.Missing is not null || await members.RunAsync(member, CancellationToken.None) is not { Email: { } to, Disabled: false, Language: var language })
        {
            return;
        }

        var what = MailTexts.In(language, $"Security{change}");
        var at = clock.GetUtcNow().ToString("g", CultureInfo.GetCultureInfo(language == "en" ? "en-GB" : language));
        var body = new MailBody(language)
            .Line(MailTexts.In(language, "Hello"))
            .Line(MailTexts.In(language, "SecurityIntro", at, what))
            .Button(MailTexts.In(language, "SecurityButton"), address.To(Urls.Security))
            .Line(MailTexts.In(language, "SecurityNotYou"));
        await send.RunAsync(new(Kind, to, MailTexts.In(language, "SecuritySubject", what), body), Actor.System, CancellationToken.None);
    }
}
