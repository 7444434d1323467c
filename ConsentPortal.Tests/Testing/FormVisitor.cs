using System.Text.RegularExpressions;
using ConsentPortal.Core.Team;

namespace ConsentPortal.Tests.Testing;

/// <summary>Somebody with a browser's cookies and without its scripts: opens a page, fills in one of its forms, sends it.</summary>
public sealed class FormVisitor(Uri address) : IDisposable
{
    public HttpClient Client { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true }) { BaseAddress = address };

    /// <summary>Sends the form of this name, with the page's own antiforgery token.</summary>
    public Task<HttpResponseMessage> SubmitAsync(string path, string form, Dictionary<string, string> values) => SubmitElsewhereAsync(path, path, form, values);

    /// <summary>The same with the antiforgery token of another page, for a form that the visitor should not have.</summary>
    public async Task<HttpResponseMessage> SubmitElsewhereAsync(string from, string path, string form, Dictionary<string, string> values)
    {
        var page = await Client.GetStringAsync(new Uri(from, UriKind.Relative));
        var token = Regex.Match(page, "name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups["token"].Value;
        using FormUrlEncodedContent body = new(values.Append(new("_handler", form)).Append(new("__RequestVerificationToken", token)));
        return await Client.PostAsync(new Uri(path, UriKind.Relative), body);
    }

    public void Dispose() => Client.Dispose();
}

public static class FormVisitors
{
    public static FormVisitor NewVisitor(this WebPortal portal) => new(portal.Address);

    /// <summary>A member of this role, signed in through the form.</summary>
    public static async Task<FormVisitor> VisitorAsync(this WebPortal portal, Role role)
    {
        var member = await portal.MemberAsync(role);
        FormVisitor visitor = new(portal.Address);
        using var answer = await visitor.SubmitAsync("/sign-in", "sign-in", new(StringComparer.Ordinal) { ["Input.Email"] = member.Email!, ["Input.Password"] = WebPortal.Password });
        Assert.Equal(System.Net.HttpStatusCode.Redirect, answer.StatusCode);
        return visitor;
    }
}
