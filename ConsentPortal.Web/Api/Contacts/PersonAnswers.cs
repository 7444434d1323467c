using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api.Contacts;

/// <summary>A person as programs read them.</summary>
internal sealed record PersonAnswer(Id<Contact> Id, string? ExternalId, ContactKind Kind, string FirstName, string LastName, string JobTitle, string? Account, string Language, int Level, bool Child,
    string? Guardian, bool Tracking, bool DoNotBulk, bool DoNotMail, bool DoNotPhone, string? Became, bool Restricted, IReadOnlyList<PersonPoint> Points, IReadOnlyList<string> Merged, IReadOnlyDictionary<string, string> Fields, DateTimeOffset CreatedAt, DateTimeOffset ChangedAt)
{
    public static PersonAnswer Of(ListPeople.Row row)
    {
        var f = row.Fields;
        return new(row.Id, f.ExternalId, f.Kind, f.FirstName, f.LastName, f.JobTitle, row.Account, f.Language, (int)f.Level, f.Child, row.Guardian, !f.DoNotTrack, f.DoNotBulk, f.DoNotMail, f.DoNotPhone,
            row.Became, row.Restricted, [.. row.Points.Select(p => new PersonPoint(p.Id, p.Channel, p.Text))], row.Merged, row.Own, row.CreatedAt, row.ChangedAt);
    }
}

/// <summary>An own field, as far as the key may use it.</summary>
internal sealed record FieldAnswer(string Code, string Label, string Hint, ContactFieldKind Kind, IReadOnlyList<string> Choices, bool Sensitive, bool MayRead, bool MayWrite)
{
    public static FieldAnswer Of(FindContactFields.Row row) => new(row.Code, row.Label, row.Facts.Hint, row.Kind, row.Choices, row.IsSensitive, row.MayRead, row.MayWrite);
}

internal sealed record PersonPoint(Id<ContactPoint> Id, Channel Channel, string Address);

/// <summary>A record that was merged into the contact.</summary>
internal sealed record MergeItem(Id<ContactMerge> Merge, Id<Contact> Contact, string? ExternalId, DateTimeOffset MergedAt);

/// <summary>What a merge, or taking one back, did or would do. <c>Merge</c> is null in the preview of a merge.</summary>
internal sealed record MergeAnswer(Id<ContactMerge>? Merge, Id<Contact> Contact, int Addresses, int Answers, IReadOnlyList<MergeTurn> Turned, IReadOnlyList<string> Lost)
{
    public static MergeAnswer Of(Id<ContactMerge> merge, Id<Contact> contact, PreviewMerge.View view) => new(merge.IsNone ? null : merge, contact, view.Addresses, view.Answers,
        [.. view.Flips.Select(f => new MergeTurn(f.PointId, f.Address, f.Channel, f.Profile, f.Purpose.In("en"), f.Topic?.In("en"), f.Allowed, f.Reason))], view.Lost);
}

/// <summary>A decision that turned, asked without naming a contact; profile, purpose and topic by their names.</summary>
internal sealed record MergeTurn(Id<ContactPoint> Point, string Address, Channel Channel, string Profile, string Purpose, string? Topic, bool Allowed, ReasonCode Reason);

internal sealed record AccountAnswer(Id<Account> Id, string Name, string City, string Country, string Website, DateTimeOffset CreatedAt)
{
    public static AccountAnswer Of(ReadAccount.View view) => new(view.Id, view.Fields.Name, view.Fields.City, view.Fields.Country, view.Fields.Website, view.CreatedAt);
}
