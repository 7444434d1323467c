using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Imports;

/// <summary>Which answers a file opts out, in 8 bytes each: an opt-in of the same file never passes them, whatever the dates say. A
/// collision (1 in 10^13 for a million rows) would keep somebody opted out, never in.</summary>
internal sealed class FileOptOuts
{
    private const string Anybody = "", SomebodyNamed = "\u0001";
    private readonly HashSet<ulong> keys = [];

    public void Add(AddressHash address, Purpose purpose, Topic? topic, string contact)
    {
        var perContact = purpose.State.OptOutScope == OptOutScope.Contact && contact.Length > 0;
        keys.Add(Key(address, purpose, topic, perContact ? contact : Anybody));
        if (perContact)
        {
            keys.Add(Key(address, purpose, topic, SomebodyNamed));
        }
    }

    public bool Covers(AddressHash address, Purpose purpose, Topic? topic, ReadOnlySpan<char> contact)
    {
        if (keys.Contains(Key(address, purpose, topic, Anybody)))
        {
            return true;
        }

        // who opts in unnamed may be the one who was named
        return purpose.State.OptOutScope == OptOutScope.Contact && keys.Contains(Key(address, purpose, topic, contact.IsEmpty ? SomebodyNamed : contact));
    }

    private static ulong Key(AddressHash address, Purpose purpose, Topic? topic, ReadOnlySpan<char> contact)
    {
        var key = Mix(address.Low ^ (ulong)purpose.Id.Value);
        key = Mix(key ^ (ulong)(topic?.Id.Value ?? 0));
        return contact.IsEmpty ? key : Mix(key ^ (uint)string.GetHashCode(contact, StringComparison.Ordinal));
    }

    private static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9; // splitmix64
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
