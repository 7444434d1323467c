using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Exports;

/// <summary>One person with the addresses in use, in codes.</summary>
/// <param name="Account">By name.</param>
/// <param name="Guardian">External id, or our own where there is none; empty = none. So too <paramref name="Became"/>.</param>
/// <param name="Addresses">By channel; null where there is none.</param>
internal sealed record ContactLine(ContactRow Person, string Account, string Guardian, string Became, IReadOnlyList<string>?[]? Addresses)
{
    /// <summary>Named as the API and an import of contacts read them.</summary>
    public static readonly Column<ContactLine>[] Columns =
    [
        new("externalId", (w, l) => w.Text(l.Person.ExternalId)), new("kind", (w, l) => w.Plain(Word.Of(l.Person.Kind))), new("firstName", (w, l) => w.Text(l.Person.FirstName)),
        new("lastName", (w, l) => w.Text(l.Person.LastName)), new("jobTitle", (w, l) => w.Text(l.Person.JobTitle)), new("account", (w, l) => w.Text(l.Account)), new("language", (w, l) => w.Text(l.Person.Language)),
        new("email", (w, l) => w.Texts(l.On(Channel.Email))), new("phone", (w, l) => w.Texts(l.On(Channel.Sms))), new("voice", (w, l) => w.Texts(l.On(Channel.Voice))),
        new("push", (w, l) => w.Texts(l.On(Channel.Push))), new("custom", (w, l) => w.Texts(l.On(Channel.Custom))), new("level", (w, l) => w.Number((int)l.Person.Level)),
        new("child", (w, l) => w.Flag(l.Person.Child)), new("guardian", (w, l) => w.Text(l.Guardian)), new("tracking", (w, l) => w.Flag(!l.Person.DoNotTrack)), new("doNotBulk", (w, l) => w.Flag(l.Person.DoNotBulk)),
        new("doNotMail", (w, l) => w.Flag(l.Person.DoNotMail)), new("doNotPhone", (w, l) => w.Flag(l.Person.DoNotPhone)), new("became", (w, l) => w.Text(l.Became)),
        new("fields", (w, l) => w.Json(l.Person.Fields == "{}" ? null : l.Person.Fields)),
        new("createdAt", (w, l) => w.At(l.Person.CreatedAt)), new("changedAt", (w, l) => w.At(l.Person.ChangedAt)), new("id", (w, l) => w.Id(l.Person.Id)),
    ];

    private IReadOnlyList<string> On(Channel channel) => Addresses?[(int)channel] ?? [];
}
