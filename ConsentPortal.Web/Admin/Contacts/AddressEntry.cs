using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.Admin.Contacts;

/// <summary>One address as people think of it: a number is one, although text message and voice call are two contact points.</summary>
public sealed record AddressEntry(string Key, string Text, IReadOnlyList<MatrixPoint> Points)
{
    public static IReadOnlyList<AddressEntry> Of(IEnumerable<MatrixPoint> points)
        => [.. points.GroupBy(p => p.Channel.IsPhone() && p.Canonical is not null ? p.Canonical : p.Id.ToString()).Select(g => new AddressEntry(g.Key, g.First().Address ?? "", [.. g]))];

    public static IReadOnlyList<AddressEntry> Of(IEnumerable<ReadContact.Point> points) => Of(points.Select(p => new MatrixPoint(p.Id, p.Channel, p.Address, p.Canonical)));

    public string Channels(IStringLocalizer l) => string.Join(", ", Points.Select(p => Words.Of(p.Channel, l)));

    public string Label(IStringLocalizer l) => (Text.Length > 0 ? Text : l["Erased address"].Value) + (Points[0].Channel == Channel.Email ? "" : $" ({Channels(l)})");

    public bool Has(Id<ContactPoint> point) => Points.Any(p => p.Id == point);

    /// <summary>The other people who use it, each once.</summary>
    public IReadOnlyList<MatrixSharer> Others => [.. Points.SelectMany(p => p.Others).DistinctBy(o => o.Id)];

    public int HiddenOthers => Points.Max(p => p.HiddenOthers);

    public bool IsShared => Others.Count + HiddenOthers > 0;
}

/// <summary>The limits of a person in a few words.</summary>
internal static class Limits
{
    public static string Of(ContactFields f, IStringLocalizer l) => string.Join(", ", new[]
    {
        f.DoNotBulk ? l["no bulk mail"].Value : null, f.DoNotMail ? l["no mail"].Value : null, f.DoNotPhone ? l["no phone"].Value : null,
        f.DoNotTrack ? l["no tracking"].Value : null, f.Child ? l["a child"].Value : null,
    }.OfType<string>());
}
