using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Contacts;

/// <summary>What somebody typed into a search box, as conditions: every word must be part of the name, the account or an address. A whole
/// address is also found through its key, whatever its case or spelling; a number with its spaces and dashes is one word.</summary>
internal sealed class ContactSearch
{
    public const int MaxLength = 200;
    private const int MaxWords = 6, MinDigits = 3;
    private const string Escape = "\\";
    private readonly List<Word> words = [];

    /// <summary>Points that the text names exactly.</summary>
    private List<Id<ContactPoint>> exact = [];

    private sealed record Word(string Name, string Address, string? AsTyped);

    public static async Task<ContactSearch> ParseAsync(string? text, PortalDb db, AddressHasher hasher, CancellationToken ct)
    {
        ContactSearch search = new();
        var typed = Text.Cut(Text.Clean(text), MaxLength);
        if (typed.Length > 0)
        {
            search.exact = await ExactAsync(typed, db, hasher, ct);
            search.words.AddRange(Split(typed, search.exact.Count > 0).Take(MaxWords).Select(Read));
        }

        return search;
    }

    public IQueryable<Contact> In(IQueryable<Contact> contacts, PortalDb db)
    {
        foreach (var word in words)
        {
            var accounts = db.Set<Account>().Where(a => EF.Functions.Like(a.SearchText, word.Name, Escape)).Select(a => a.Id);
            var points = Points(db.Set<ContactPoint>(), word).Select(p => p.Id);
            var owners = db.Set<ContactPointLink>().Where(l => l.Until == null && points.Contains(l.PointId)).Select(l => l.ContactId);
            contacts = contacts.Where(c => EF.Functions.Like(c.SearchText, word.Name, Escape) || accounts.Contains(c.AccountId) || owners.Contains(c.Id));
        }

        return contacts;
    }

    public IQueryable<ContactPoint> In(IQueryable<ContactPoint> points) => words.Aggregate(points, Points);

    private IQueryable<ContactPoint> Points(IQueryable<ContactPoint> points, Word word)
    {
        var named = exact;
        return word.AsTyped is { } typed
            ? points.Where(p => EF.Functions.Like(p.Canonical!, word.Address, Escape) || EF.Functions.Like(p.Address!.ToLower(), typed, Escape) || named.Contains(p.Id))
            : points.Where(p => EF.Functions.Like(p.Canonical!, word.Address, Escape) || named.Contains(p.Id));
    }

    private static Word Read(string word)
    {
        var lower = word.ToLowerInvariant();
        return new(SearchText.Containing(SearchText.Fold(word)), SearchText.Containing(Digits(word) ?? lower),
            System.Text.Ascii.IsValid(word) ? null : SearchText.Containing(lower));
    }

    private static string[] Split(string typed, bool isAddress)
        => isAddress || Digits(typed) is not null ? [typed] : typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    // "0171 / 234-56" is a part of "+4917123456": the national zero is not
    private static string? Digits(string typed)
    {
        if (typed.Any(c => !char.IsAsciiDigit(c) && c is not (' ' or '\u00A0' or '+' or '-' or '.' or '/' or '(' or ')')))
        {
            return null;
        }

        var digits = string.Concat(typed.Where(char.IsAsciiDigit)).TrimStart('0');
        return digits.Length < MinDigits ? null : digits;
    }

    private static async Task<List<Id<ContactPoint>>> ExactAsync(string typed, PortalDb db, AddressHasher hasher, CancellationToken ct)
    {
        List<Id<ContactPoint>> found = [];
        foreach (var channel in typed.Contains('@', StringComparison.Ordinal) ? [Channel.Email, Channel.Custom] : Channels.All)
        {
            if (ContactPointKey.TryParse(channel, typed, out var key))
            {
                var hash = hasher.Of(key).ToBytes();
                found.AddRange(await db.Set<ContactPoint>().Where(p => p.KeyHash == hash && p.ErasedAt == null).Select(p => p.Id).ToListAsync(ct));
            }
        }

        return found;
    }
}
