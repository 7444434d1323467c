using ConsentPortal.Core.Kernel;
using Microsoft.AspNetCore.Identity;

namespace ConsentPortal.Core.Team;

/// <summary>Length over riddles (NIST SP 800-63B): at least 12 characters, no demand for digits or signs, but nothing that a guesser
/// tries first. Five wrong tries lock an account for fifteen minutes.</summary>
public static class PasswordRules
{
    public const int MinLength = 12;

    /// <summary>Longer ones only cost time to hash.</summary>
    public const int MaxLength = 200;

    /// <summary>Wrong passwords and codes together, until the account is locked.</summary>
    public const int MaxTries = 5;

    public static readonly TimeSpan LockTime = TimeSpan.FromMinutes(15);

    /// <summary>OWASP's figure for PBKDF2 with SHA-512 (2023).</summary>
    private const int HashRounds = 210_000;

    public static void Configure(IdentityOptions options)
    {
        options.Password.RequiredLength = MinLength;
        options.Password.RequiredUniqueChars = 5;
        options.Password.RequireDigit = options.Password.RequireLowercase = options.Password.RequireUppercase = options.Password.RequireNonAlphanumeric = false;
        options.Lockout.MaxFailedAccessAttempts = MaxTries;
        options.Lockout.DefaultLockoutTimeSpan = LockTime;
        options.User.RequireUniqueEmail = true;
        options.User.AllowedUserNameCharacters = ""; // the name is the address, which the invitation judged
        options.SignIn.RequireConfirmedAccount = false;
    }

    public static void Configure(PasswordHasherOptions options) => options.IterationCount = HashRounds;

    /// <summary>What is wrong with this password for this member, said beside <paramref name="field"/>; null = it is good.</summary>
    public static Problem? Refuse(string? password, TeamMember member, string field) => password switch
    {
        null or { Length: < MinLength } => Problem.Invalid(field, $"Use at least {MinLength} characters. A few words in a row are fine."),
        { Length: > MaxLength } => Problem.Invalid(field, $"Use at most {MaxLength} characters."),
        _ when password.Distinct().Count() < 5 || IsRun(password) => Problem.Invalid(field, "This repeats or counts up. Use a few unrelated words."),
        _ when Names(member).Any(name => password.Contains(name, StringComparison.OrdinalIgnoreCase)) => Problem.Invalid(field, "Leave out your name and email address."),
        _ when CommonPasswords.Contains(password) => Problem.Invalid(field, "This is among the first that a guesser tries. Use a few unrelated words."),
        _ => null,
    };

    // "abcdefghijkl", "123456789012", "zyxwvutsrqpo"
    private static bool IsRun(string password)
    {
        var steps = password.Zip(password.Skip(1), (a, b) => b - a).GroupBy(step => step).Max(same => same.Count());
        return steps >= password.Length - 2;
    }

    private static IEnumerable<string> Names(TeamMember member)
        => new[] { member.Email ?? "", (member.Email ?? "").Split('@')[0] }.Concat(member.DisplayName.Split(' ')).Where(name => name.Length >= 4);
}

/// <summary>The heads of published leak lists, by their word: what is left of a password without its digits and signs.</summary>
internal static class CommonPasswords
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "password", "passwort", "motdepasse", "contrasena", "passw0rd", "admin", "administrator", "consentportal", "consent", "portal", "welcome", "willkommen", "changeme", "letmein",
        "qwerty", "qwertz", "azerty", "qwertyuiop", "qwertzuiop", "asdfghjkl", "zxcvbnm", "qazwsx", "qazwsxedc", "iloveyou", "sunshine", "princess", "football", "baseball", "monkey",
        "dragon", "master", "superman", "batman", "trustno", "shadow", "michael", "starwars", "whatever", "freedom", "secret", "geheim", "default", "login", "hello", "hallo", "test",
        "testing", "guest", "root", "summer", "winter", "spring", "autumn", "sommer", "company", "computer", "internet", "samsung", "liverpool", "chelsea", "arsenal", "pokemon",
        "correcthorsebatterystaple", "abc", "abcdef", "a", "",
    };

    /// <summary>True for one of the words, however it is dressed up: <c>P@ssw0rd-2026!</c>, <c>letmein letmein</c>.</summary>
    public static bool Contains(string password)
    {
        var plain = Letters(password);
        return Words.Contains(plain) || Words.Contains(Letters(Undress(Trim(password)))) || (plain.Length % 2 == 0 && plain[..(plain.Length / 2)] is var half && plain == half + half && Words.Contains(half));
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetter)).ToLowerInvariant();

    // the year and the exclamation marks at its ends
    private static string Trim(string text)
    {
        var letters = Enumerable.Range(0, text.Length).Where(i => char.IsLetter(text[i])).ToList();
        return letters.Count == 0 ? "" : text[letters[0]..(letters[^1] + 1)];
    }

    private static string Undress(string text) => text.Replace('0', 'o').Replace('1', 'i').Replace('3', 'e').Replace('4', 'a').Replace('5', 's').Replace('@', 'a').Replace('$', 's');
}
