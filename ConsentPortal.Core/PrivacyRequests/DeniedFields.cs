using System.Collections.Frozen;
using ConsentPortal.Core.Contacts;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Fields that never leave in a package, whoever asks: what opens accounts, and numbers that others could act with (cf. 11 CCR § 7024(d)).
/// Found by their names, in any spelling, in the languages that ship.</summary>
public static class DeniedFields
{
    private static readonly string[] Parts = Folded(
        "password", "passphrase", "passwort", "kennwort", "mot de passe", "contraseña", "wachtwoord", "hasło", "senha", "palavra-passe", "parola d'ordine", "كلمة المرور", "كلمة السر",
        "secret question", "security question", "security answer", "sicherheitsfrage",
        "iban", "آيبان", "account number", "bank account", "kontonummer", "numéro de compte", "número de cuenta", "cuenta bancaria", "numero di conto", "conto corrente", "rekeningnummer", "numer konta", "número de conta", "conta bancária", "رقم الحساب",
        "card number", "credit card", "kreditkarte", "carte de crédit", "carte bancaire", "tarjeta de crédito", "carta di credito", "creditkaart", "karta kredytowa", "cartão de crédito", "بطاقة الائتمان", "cvv", "cvc2",
        "social security", "sozialversicherung", "sécurité sociale", "seguridad social", "segurança social", "sicurezza sociale", "burgerservice", "الضمان الاجتماعي",
        "passport", "reisepass", "passnummer", "passeport", "pasaporte", "passaporto", "passaporte", "paspoort", "paszport", "جواز السفر",
        "national id", "id card", "id number", "identity card", "personalausweis", "ausweisnummer", "carte d'identité", "documento de identidad", "carta d'identità", "identiteitskaart", "dowód osobisty", "dowodu osobistego", "cartão de cidadão",
        "رقم الهوية", "بطاقة الهوية",
        "driver license", "drivers license", "driving licence", "führerschein", "fuehrerschein", "permis de conduire", "permiso de conducir", "carnet de conducir", "patente di guida", "rijbewijs", "prawo jazdy", "carta de condução", "رخصة القيادة",
        "tax id", "tax number", "steuernummer", "steuer-id", "numéro fiscal", "número fiscal", "codice fiscale", "partita iva", "belastingnummer", "numer podatkowy", "الرقم الضريبي",
        "insurance number", "versicherungsnummer", "numéro d'assurance", "medical id", "biometric", "biometrisch", "biométri", "fingerprint", "fingerabdruck", "empreinte digitale", "huella dactilar", "impronta digitale", "vingerafdruk");

    private static readonly FrozenSet<string> Whole = Folded("pin", "tan", "ssn", "bsn", "nif", "nie", "nip", "dni", "cpf", "nir", "pesel", "token", "secret", "api key", "otp", "permis", "patente", "dowód", "هوية").ToFrozenSet(StringComparer.Ordinal);

    public static bool IsDenied(string field)
    {
        var plain = Plain(field);
        return Whole.Contains(plain) || Array.Exists(Parts, p => plain.Contains(p, StringComparison.Ordinal));
    }

    private static string[] Folded(params string[] words) => Array.ConvertAll(words, Plain);

    private static string Plain(string name) => string.Concat(SearchText.Fold(name).Where(char.IsLetterOrDigit));
}
