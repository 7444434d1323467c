using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace ConsentPortal.Tests.Testing;

/// <summary>Somebody who opened a link of a mail in a browser without script: sees one page, ticks boxes, presses buttons.</summary>
public sealed class Reader : IDisposable
{
    private readonly CookieContainer cookies = new();
    private readonly HttpClient client;

    public Reader(WebPortal portal, string language = "en-GB", string agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
    {
        client = new(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = portal.Address };
        if (language.Length > 0)
        {
            client.DefaultRequestHeaders.Add("Accept-Language", language);
        }

        if (agent.Length > 0)
        {
            client.DefaultRequestHeaders.Add("User-Agent", agent);
        }
    }

    /// <summary>How long the reader looks at a page before pressing anything.</summary>
    public TimeSpan Reads { get; set; } = TimeSpan.FromSeconds(20);

    public HttpStatusCode Status { get; private set; }

    public IHtmlDocument Page { get; private set; } = null!;

    /// <summary>All words of the page, with single spaces.</summary>
    public string Words => OneSpace(Page.Body!.TextContent);

    public string Title => OneSpace(Page.QuerySelector("h1")!.TextContent);

    public async Task<Reader> OpenAsync(string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute));
        await ShowAsync(answer);
        return this;
    }

    /// <summary>Has a form before them that stands on somebody else's site.</summary>
    public Reader Holds(string html)
    {
        Page = new HtmlParser().ParseDocument(html);
        Sends("Origin", "https://shop.example");
        return this;
    }

    public IEnumerable<string> Ticked => Boxes.Where(b => b.IsChecked).Select(b => b.Value);

    public IEnumerable<IHtmlInputElement> Boxes => Page.QuerySelectorAll<IHtmlInputElement>("input[type=checkbox]");

    public void Tick(string key, bool on = true) => Boxes.Single(b => b.Value == key).IsChecked = on;

    public void Choose(string name, string value)
    {
        foreach (var radio in Page.QuerySelectorAll<IHtmlInputElement>($"input[type=radio][name={name}]"))
        {
            radio.IsChecked = radio.Value == value;
        }
    }

    public void Write(string name, string text) => Page.QuerySelector<IHtmlTextAreaElement>($"textarea[name={name}]")!.Value = text;

    /// <summary>The browser sends this header from now on; null ends it.</summary>
    public void Sends(string header, string? value)
    {
        client.DefaultRequestHeaders.Remove(header);
        if (value is not null)
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation(header, value);
        }
    }

    /// <summary>Fills in a field of the page.</summary>
    public void Type(string name, string text) => ((IHtmlInputElement)Page.QuerySelector($"input[name='{name}']:not([type=hidden])")!).Value = text;

    public bool Sees(string button) => Find(button) is not null;

    public Task<HttpStatusCode> SaveAsync() => PressAsync("Save my choices");

    /// <summary>Sends the form of this button as a browser would; <paramref name="without"/> leaves a field out.</summary>
    public async Task<HttpStatusCode> PressAsync(string button, string? without = null)
    {
        var pressed = Find(button) ?? throw new InvalidOperationException($"There is no button '{button}': {Words}");
        var form = (IHtmlFormElement)(pressed.GetAttribute("form") is { } id ? Page.GetElementById(id) : pressed.Closest("form"))!;
        List<KeyValuePair<string, string>> fields = [];
        var elsewhere = form.Id is null ? [] : Page.QuerySelectorAll<IHtmlInputElement>($"input[form='{form.Id}']");
        foreach (var input in form.QuerySelectorAll<IHtmlInputElement>("input").Concat(elsewhere).Where(i => i.Name != without && !i.IsDisabled && (i.Type is not ("checkbox" or "radio") || i.IsChecked)))
        {
            fields.Add(new(input.Name!, input.Name == "at" ? Earlier(input.Value) : input.Value));
        }

        fields.AddRange(form.QuerySelectorAll<IHtmlTextAreaElement>("textarea").Select(t => new KeyValuePair<string, string>(t.Name!, t.Value)));
        using FormUrlEncodedContent body = new(fields);
        using var answer = await client.PostAsync(new Uri(form.GetAttribute("action")!, UriKind.RelativeOrAbsolute), body);
        Sends("Origin", null);
        await ShowAsync(answer);
        return Status;
    }

    /// <summary>What a browser does that keeps no cookies.</summary>
    public void DropCookies()
    {
        foreach (Cookie cookie in cookies.GetAllCookies())
        {
            cookie.Expired = true;
        }
    }

    public string Href(string linkWords) => Page.QuerySelectorAll("a").Single(a => OneSpace(a.TextContent) == linkWords).GetAttribute("href")!;

    public void Dispose() => client.Dispose();

    private IElement? Find(string button) => Page.QuerySelectorAll("button").FirstOrDefault(b => OneSpace(b.TextContent) == button);

    private async Task ShowAsync(HttpResponseMessage answer)
    {
        Status = answer.StatusCode;
        Page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());
    }

    private string Earlier(string at) => (long.Parse(at, CultureInfo.InvariantCulture) - (long)Reads.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);

    private static string OneSpace(string text) => Regex.Replace(text, @"\s+", " ", RegexOptions.None, TimeSpan.FromSeconds(1)).Trim();
}
