using System.Text.Json;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Exports;

/// <summary>One person with the addresses in use, in codes.</summary>
/// <param name="Account">By name.</param>
/// <param name="Guardian">External id, or our own where there is none; empty = none. So too <paramref name="Became"/>.</param>
/// <param name="Addresses">By channel; null where there is none.</param>
/// <param name="Own">Own fields by code, as they are stored.</param>
internal sealed record ContactLine(ContactRow Person, string Account, string Guardian, string Became, IReadOnlyList<string>?[]? Addresses, IReadOnlyDictionary<string, string> Own)
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Named as the API and an import of contacts read them: a column for each own field that the asker may read, one for what has no field.</summary>
    public static Column<ContactLine>[] ColumnsFor(FieldBook book) =>
    [
        .. Columns, .. book.Rows.Where(r => r.MayRead).Select(r => new Column<ContactLine>(FieldBook.NameOf(r.Code), (w, l) => Write(w, r, l.Own.GetValueOrDefault(r.Code)))),
        new("fields", (w, l) => w.Json(Loose(book.Loose(l.Own)))), .. Stamps,
    ];

    /// <summary>The names of the columns where there is no own field.</summary>
    public static string[] FixedColumns => [.. Columns.Select(c => c.Name), "fields", .. Stamps.Select(c => c.Name)];

    // only a value that is what its kind says may go unguarded into a spreadsheet
    private static void Write(RowWriter to, FindContactFields.Row field, string? value)
    {
        if (value is { Length: > 0 } && field.Kind is ContactFieldKind.Number or ContactFieldKind.Date or ContactFieldKind.YesNo && field.Read(value, "").Ok)
        {
            to.Plain(value);
        }
        else
        {
            to.Text(value);
        }
    }

    private static string? Loose(IReadOnlyDictionary<string, string> values) => values.Count == 0 ? null : JsonSerializer.Serialize(values, Relaxed);

    private static readonly Column<ContactLine>[] Columns =
    [
        new("externalId", (w, l) => w.Text(l.Person.ExternalId)), new("kind", (w, l) => w.Plain(Word.Of(l.Person.Kind))), new("firstName", (w, l) => w.Text(l.Person.FirstName)),
        new("lastName", (w, l) => w.Text(l.Person.LastName)), new("jobTitle", (w, l) => w.Text(l.Person.JobTitle)), new("account", (w, l) => w.Text(l.Account)), new("language", (w, l) => w.Text(l.Person.Language)),
        new("email", (w, l) => w.Texts(l.On(Channel.Email))), new("phone", (w, l) => w.Texts(l.On(Channel.Sms))), new("voice", (w, l) => w.Texts(l.On(Channel.Voice))),
        new("push", (w, l) => w.Texts(l.On(Channel.Push))), new("custom", (w, l) => w.Texts(l.On(Channel.Custom))), new("level", (w, l) => w.Number((int)l.Person.Level)),
        new("child", (w, l) => w.Flag(l.Person.Child)), new("guardian", (w, l) => w.Text(l.Guardian)), new("tracking", (w, l) => w.Flag(!l.Person.DoNotTrack)), new("doNotBulk", (w, l) => w.Flag(l.Person.DoNotBulk)),
        new("doNotMail", (w, l) => w.Flag(l.Person.DoNotMail)), new("doNotPhone", (w, l) => w.Flag(l.Person.DoNotPhone)), new("became", (w, l) => w.Text(l.Became)), new("restricted", (w, l) => w.Flag(l.Person.Restricted)),
    ];

    private static readonly Column<ContactLine>[] Stamps =
    [
        new("createdAt", (w, l) => w.At(l.Person.CreatedAt)), new("changedAt", (w, l) => w.At(l.Person.ChangedAt)), new("id", (w, l) => w.Id(l.Person.Id)),
    ];

    private IReadOnlyList<string> On(Channel channel) => Addresses?[(int)channel] ?? [];
}
