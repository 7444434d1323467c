using System.Security.Cryptography;
using System.Text;
using ConsentPortal.Web.Admin.Integration.Applications;

namespace ConsentPortal.Tests.Web.Admin.Integration.Applications;

/// <summary>Samples name this portal and a profile of the application, and never a key.</summary>
public sealed class SampleTextsTests
{
    private static readonly SampleValues Values = new("https://consent.example.com", "acme", "offers");

    [Fact]
    public void Each_names_the_portal_takes_the_key_from_the_environment_and_asks_for_the_profile()
    {
        foreach (var language in Enum.GetValues<SampleLanguage>())
        {
            foreach (var kind in Enum.GetValues<SampleKind>().Where(k => k != SampleKind.Webhook))
            {
                var text = SampleTexts.Of(kind, language, Values);
                Assert.Contains("https://consent.example.com/api/v1/", text, StringComparison.Ordinal);
                Assert.Contains("CONSENT_PORTAL_KEY", text, StringComparison.Ordinal);
                Assert.DoesNotContain("cp_", text, StringComparison.Ordinal);
                Assert.True(kind == SampleKind.Feed || (text.Contains("acme", StringComparison.Ordinal) && text.Contains("offers", StringComparison.Ordinal)), text);
            }
        }
    }

    [Fact]
    public async Task The_shell_tells_a_signed_call_from_a_forged_and_an_old_one()
    {
        var secret = RandomNumberGenerator.GetBytes(32);
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        const string Body = "{\"specversion\":\"1.0\",\"name\":\"Ä €\"}";

        Assert.Equal("it is from the portal", await RunAsync(secret, "msg_1", now, Body, Sign(secret, $"msg_1.{now}.{Body}")));
        Assert.Equal("it is from the portal", await RunAsync(secret, "msg_1", now, Body, $"v1,AAAA {Sign(secret, $"msg_1.{now}.{Body}")}"));
        Assert.Equal("refuse it", await RunAsync(secret, "msg_2", now, Body, Sign(secret, $"msg_1.{now}.{Body}")));
        Assert.NotEqual("it is from the portal", await RunAsync(secret, "msg_1", now - 900, Body, Sign(secret, $"msg_1.{now - 900}.{Body}")));
    }

    private static string Sign(byte[] secret, string text) => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(text)))}";

    private static async Task<string> RunAsync(byte[] secret, string id, long timestamp, string body, string signature)
    {
        var folder = Directory.CreateTempSubdirectory("sample").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "body.json"), body, new UTF8Encoding(false));
        System.Diagnostics.ProcessStartInfo start = new("/bin/sh", ["-c", SampleTexts.Of(SampleKind.Webhook, SampleLanguage.Curl, Values)]) { WorkingDirectory = folder, RedirectStandardOutput = true, UseShellExecute = false };
        (start.Environment["WEBHOOK_SECRET"], start.Environment["ID"], start.Environment["TIMESTAMP"], start.Environment["SIGNATURE"])
            = ($"whsec_{Convert.ToBase64String(secret)}", id, timestamp.ToString(System.Globalization.CultureInfo.InvariantCulture), signature);
        using var shell = System.Diagnostics.Process.Start(start)!;
        var said = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();
        Directory.Delete(folder, recursive: true);
        return said.Trim();
    }
}
