using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Web.Public;

/// <summary>Anyone may bring a receipt and is told whether it is genuine, and nothing else.</summary>
public sealed class VerifyPageTests
{
    [Theory, OnEveryDatabase]
    public async Task A_genuine_receipt_is_told_as_file_pasted_and_laid_out_anew_and_after_rotation_and_erasure(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        using var client = portal.NewClient();
        var (token, json, html) = await SaveAsync(portal, client);
        portal.Get<KeyRings>().Signing.Rotate();
        await portal.EraseAsync(token);

        foreach (var answer in new[] { await UploadAsync(client, json, "receipt.json"), await PasteAsync(client, json), await PasteAsync(client, JsonNode.Parse(json)!.ToJsonString()), await UploadAsync(client, html, "receipt.html") })
        {
            Assert.Equal((HttpStatusCode.OK, "This receipt is genuine"), (answer.Status, answer.Title));
            Assert.Contains("Newsletter (Commercial communication)", answer.Words, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", answer.Words, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Whatever_is_changed_in_it_is_said_plainly_and_not_repeated()
    {
        await using var portal = await WebPortal.StartAsync();
        using var client = portal.NewClient();
        var (_, json, html) = await SaveAsync(portal, client);

        foreach (var changed in new[]
        {
            json.Replace("ConsentRefused", "ConsentGiven", StringComparison.Ordinal), json.Replace("\"explicit\"", "\"x\"", StringComparison.Ordinal).Replace("newsletter", "everything", StringComparison.Ordinal),
            json.Insert(1, "\"added\":1,"), html.Replace("ConsentRefused", "ConsentGiven", StringComparison.Ordinal),
        })
        {
            var answer = await PasteAsync(client, changed);
            Assert.Equal("This receipt was changed", answer.Title);
            Assert.DoesNotContain("Newsletter (", answer.Words, StringComparison.Ordinal);
        }

        var around = await UploadAsync(client, html.Replace("refused", "agreed", StringComparison.Ordinal), "receipt.html");
        Assert.Equal("The signed data is genuine, the page around it is not", around.Title);
        Assert.Equal("This is no receipt", (await PasteAsync(client, json.Insert(1, "\"receipt_id\":\"7\","))).Title); // a second member of the same name
    }

    [Fact]
    public async Task A_foreign_key_no_signature_and_garbage_are_told_apart()
    {
        await using var portal = await WebPortal.StartAsync();
        using var client = portal.NewClient();
        var (_, json, _) = await SaveAsync(portal, client);
        var foreign = JsonNode.Parse(json)!.AsObject();
        foreign["signature"]!["kid"] = "another-company";
        var bare = JsonNode.Parse(json)!.AsObject();
        bare.Remove("signature");

        Assert.Equal("This receipt is not from us", (await PasteAsync(client, foreign.ToJsonString())).Title);
        Assert.Equal("This receipt is not signed", (await PasteAsync(client, bare.ToJsonString())).Title);
        foreach (var garbage in new[] { "{", "[]", "7", "{}", "<p>hello</p>", "\0\u0001", "{\"receipt_id\":\"\\ud83d\"}", new string('[', 90_000) })
        {
            var answer = await PasteAsync(client, garbage);
            Assert.True(answer.Title is "This is no receipt" or "This receipt is not signed", answer.Title);
        }
    }

    [Fact]
    public async Task Nothing_and_too_much_are_refused_and_one_network_is_slowed_down()
    {
        await using var portal = await WebPortal.StartAsync();
        using var client = portal.NewClient();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PasteAsync(client, " ")).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await UploadAsync(client, new string('x', 200_000), "big.json")).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await UploadAsync(client, new string('x', 105_000), "big.json")).Status);
        for (var i = 3; i < 30; i++)
        {
            await PasteAsync(client, "{}");
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await PasteAsync(client, "{}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("/receipts/verify", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task The_published_keys_are_enough_to_check_a_receipt_without_us()
    {
        await using var portal = await WebPortal.StartAsync();
        using var client = portal.NewClient();
        var (_, json, _) = await SaveAsync(portal, client);
        var receipt = JsonDocument.Parse(json).RootElement;
        var signature = receipt.GetProperty("signature");
        Assert.EndsWith(ReceiptSigner.KeysPath, signature.GetProperty("keys").GetString(), StringComparison.Ordinal);

        var set = JsonDocument.Parse(await client.GetStringAsync(new Uri(ReceiptSigner.KeysPath, UriKind.Relative))).RootElement;

        var key = set.GetProperty("keys").EnumerateArray().Single(k => k.GetProperty("kid").GetString() == signature.GetProperty("kid").GetString());
        using var ecdsa = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = Decode(key.GetProperty("x")), Y = Decode(key.GetProperty("y")) } });
        Assert.True(ecdsa.VerifyData(CanonicalJson.Of(receipt, "signature"), Decode(signature.GetProperty("value")), HashAlgorithmName.SHA256));
        Assert.False(key.TryGetProperty("d", out _));
    }

    private static byte[] Decode(JsonElement text) => System.Buffers.Text.Base64Url.DecodeFromChars(text.GetString());

    internal static async Task<(string Token, string Json, string Html)> SaveAsync(WebPortal portal, HttpClient client)
    {
        using Reader reader = new(portal);
        var token = await portal.TokenAsync("ann.secret@example.com");
        await reader.OpenAsync($"/u/{token}");
        reader.Tick("email-1-1", on: false);
        await reader.SaveAsync();
        var path = reader.Href("to read or print");
        return (token, await client.GetStringAsync(new Uri(path + ".json", UriKind.Relative)), await client.GetStringAsync(new Uri(path + ".html", UriKind.Relative)));
    }

    private static async Task<(HttpStatusCode Status, string Title, string Words)> PasteAsync(HttpClient client, string text)
    {
        using MultipartFormDataContent form = new() { { new StringContent(text, Encoding.UTF8), "text" } };
        return await SendAsync(client, form);
    }

    private static async Task<(HttpStatusCode Status, string Title, string Words)> UploadAsync(HttpClient client, string text, string name)
    {
        using MultipartFormDataContent form = new() { { new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "file", name } };
        return await SendAsync(client, form);
    }

    private static async Task<(HttpStatusCode Status, string Title, string Words)> SendAsync(HttpClient client, HttpContent form)
    {
        using var answer = await client.PostAsync(new Uri("/receipts/verify?lang=en", UriKind.Relative), form);
        using var page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());
        return (answer.StatusCode, page.QuerySelector("h1")?.TextContent.Trim() ?? "", page.Body!.TextContent);
    }
}
