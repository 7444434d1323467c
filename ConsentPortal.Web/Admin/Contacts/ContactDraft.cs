using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Admin.Contacts;

/// <summary>A contact form as it is being filled in.</summary>
public sealed class ContactDraft
{
    public ContactFields Fields { get; set; } = new();

    public string? AccountName { get; set; }

    public string? GuardianName { get; set; }

    public string? BecameName { get; set; }

    /// <summary>Addresses of a new person; an existing one's have forms of their own.</summary>
    public List<AddressDraft> Addresses { get; } = [];

    /// <summary>The own fields that may be filled in.</summary>
    public IReadOnlyList<OwnField> OwnFields { get; set; } = [];

    /// <summary>What was typed into them, by code; one that nobody touched is missing.</summary>
    public Dictionary<string, string?> Own { get; } = new(StringComparer.Ordinal);

    /// <summary>Set once the verb has taken it: leaving loses nothing any more.</summary>
    public bool Saved { get; set; }

    /// <summary>The addresses as the verb wants them, and for each the row of the form it came from.</summary>
    public (List<PointEntry> Entries, List<int> Rows) Points()
    {
        List<PointEntry> entries = [];
        List<int> rows = [];
        for (var row = 0; row < Addresses.Count; row++)
        {
            foreach (var entry in Addresses[row].Entries())
            {
                entries.Add(entry);
                rows.Add(row);
            }
        }

        return (entries, rows);
    }

    public static ContactDraft Of(ReadContact.View contact) => new()
    {
        Fields = contact.Fields, AccountName = contact.Account, GuardianName = contact.Guardian?.Name, BecameName = contact.Became?.Name,
        OwnFields = [.. contact.Own.Where(o => o.Field.MayWrite)],
    };
}

/// <summary>What a line of the form may be: a number is one line, although text and voice are two channels.</summary>
public enum AddressKind
{
    Email,
    Phone,
    Push,
    Custom,
}

/// <summary>One typed address.</summary>
public sealed class AddressDraft
{
    public AddressKind Kind { get; set; }

    public string Text { get; set; } = "";

    /// <summary>The channels that it stands for; nothing while the line is empty.</summary>
    public IEnumerable<PointEntry> Entries() => string.IsNullOrWhiteSpace(Text) ? [] : Kind switch
    {
        AddressKind.Email => [new(Channel.Email, Text)],
        AddressKind.Phone => [new(Channel.Sms, Text), new(Channel.Voice, Text)],
        AddressKind.Push => [new(Channel.Push, Text)],
        _ => [new(Channel.Custom, Text)],
    };
}
