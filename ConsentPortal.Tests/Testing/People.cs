using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Tests.Testing;

/// <summary>Contacts and accounts of a scene, made by the portal's own verbs.</summary>
public static class People
{
    public static async Task<Id<Contact>> PersonAsync(this World world, string name, string? address = null, Func<ContactFields, ContactFields>? with = null, Actor? by = null, params string[] more)
    {
        var words = name.Split(' ', 2);
        ContactFields fields = new() { FirstName = words.Length > 1 ? words[0] : "", LastName = words[^1] };
        PointEntry[] points = [.. new[] { address }.Concat(more).OfType<string>().Select(a => new PointEntry(ContactPointKey.Guess(a), a))];
        var outcome = await world.Get<AddContact>().RunAsync(new(with?.Invoke(fields) ?? fields, points), by ?? Actors.Admin, CancellationToken.None);
        Assert.True(outcome.Ok, outcome.Problem?.Message);
        return outcome.Value;
    }

    public static async Task<Id<Account>> AccountAsync(this World world, string name, string city = "", string country = "")
        => (await world.Get<AddAccount>().RunAsync(new(new(name, city, country)), Actors.Admin, CancellationToken.None)).Value;

    public static async Task<ReadContact.View> ContactAsync(this World world, Id<Contact> id)
        => (await world.Get<ReadContact>().RunAsync(id, Actors.Admin, CancellationToken.None)).Value;

    /// <summary>The point behind an address of this person.</summary>
    public static async Task<Id<ContactPoint>> PointOfAsync(this World world, Id<Contact> id, Channel channel = Channel.Email)
        => (await world.ContactAsync(id)).Points.First(p => p.Channel == channel).Id;
}
