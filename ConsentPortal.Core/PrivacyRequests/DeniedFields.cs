using System.Collections.Frozen;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Fields that never leave in a package, whoever asks: what opens accounts, and numbers that others could act with (cf. 11 CCR § 7024(d)).
/// Found by their names, in any spelling, in English and the languages that ship.</summary>
public static class DeniedFields
{
    private static readonly string[] Parts =
    [
        "password", "passphrase", "passwort", "kennwort", "motdepasse", "contrasena", "wachtwoord", "haslo", "secretquestion", "securityquestion", "securityanswer",
        "iban", "accountnumber", "bankaccount", "kontonummer", "cardnumber", "creditcard", "kreditkarte", "cvv", "cvc2",
        "socialsecurity", "passport", "reisepass", "nationalid", "idcard", "idnumber", "personalausweis", "ausweisnummer", "driverlicense", "driverslicense", "drivinglicence", "fuehrerschein",
        "taxid", "taxnumber", "steuernummer", "steuerid", "insurancenumber", "versicherungsnummer", "medicalid", "biometric", "fingerprint",
    ];

    private static readonly FrozenSet<string> Whole = new[] { "pin", "tan", "ssn", "bsn", "nif", "pesel", "token", "secret", "apikey", "otp" }.ToFrozenSet(StringComparer.Ordinal);

    public static bool IsDenied(string field)
    {
        var plain = string.Concat(field.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        return Whole.Contains(plain) || Array.Exists(Parts, p => plain.Contains(p, StringComparison.Ordinal));
    }
}
