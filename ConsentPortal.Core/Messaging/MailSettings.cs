using System.Globalization;
using ConsentPortal.Core.Kernel;
using Microsoft.Extensions.Configuration;

namespace ConsentPortal.Core.Messaging;

/// <summary>The <c>ConsentPortal__Mail__*</c> settings. A pickup folder wins over SMTP; with neither, mails wait and say why.</summary>
public sealed class MailSettings
{
    public MailSettings(IConfiguration configuration, DataDirectory data)
    {
        var mail = configuration.GetSection("ConsentPortal:Mail");
        Pickup = mail["Pickup"] is { Length: > 0 } folder ? Path.Combine(data.Path, folder) : null;
        Host = Kernel.Text.CleanOrNull(mail["Smtp:Host"]);
        StartTls = !bool.TryParse(mail["Smtp:StartTls"], out var tls) || tls;
        Port = int.TryParse(mail["Smtp:Port"], CultureInfo.InvariantCulture, out var port) ? port : 587;
        User = Kernel.Text.CleanOrNull(mail["Smtp:User"]);
        Password = mail["Smtp:Password"];
        From = Kernel.Text.CleanOrNull(mail["From"]) ?? (Pickup is null ? null : "consent@portal.example");
        FromName = Kernel.Text.Clean(mail["FromName"]);
        TrustedCertificate = Kernel.Text.CleanOrNull(mail["Smtp:TrustedCertificate"]);
        UnsubscribeMailto = Kernel.Text.CleanOrNull(mail["UnsubscribeMailto"]);
        Patience = TimeSpan.FromSeconds(int.TryParse(mail["Smtp:PatienceSeconds"], CultureInfo.InvariantCulture, out var seconds) ? Math.Clamp(seconds, 1, 60) : 60);
    }

    /// <summary>The folder into which mails are written instead of being sent; relative to the data directory.</summary>
    public string? Pickup { get; }

    public string? Host { get; }

    public int Port { get; }

    /// <summary>On unless switched off: a password must not cross the network in clear.</summary>
    public bool StartTls { get; }

    public string? User { get; }

    public string? Password { get; }

    public string? From { get; }

    public string FromName { get; }

    /// <summary>A PEM file: only certificates that it vouches for are trusted. Null = those that the machine trusts.</summary>
    public string? TrustedCertificate { get; }

    /// <summary>Where a mailbox may also send an unsubscribe, beside the link; null = the link alone.</summary>
    public string? UnsubscribeMailto { get; }

    /// <summary>How long the mail server may be silent; a whole mail may take twice as long.</summary>
    public TimeSpan Patience { get; }

    /// <summary>What is missing before a mail can leave; null = ready.</summary>
    public string? Missing => this switch
    {
        { Pickup: null, Host: null } => "No mail settings: set ConsentPortal__Mail__Smtp__Host and ConsentPortal__Mail__From.",
        { Pickup: null, User: not null, StartTls: false } => "A password would cross the network in clear: leave ConsentPortal__Mail__Smtp__StartTls on, or ConsentPortal__Mail__Smtp__User away.",
        { From: null } => "No sender: set ConsentPortal__Mail__From.",
        _ => null,
    };
}
