using System.Diagnostics;
using System.Text.Json;
using ConsentPortal.Tests.Architecture;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Web.Api.Samples;

/// <summary>The samples of the README's "Send with it": they stand there as they are run here, and each mails whom it may and nobody else.</summary>
public sealed class SendWithItTests(SampleScene scene) : IClassFixture<SampleScene>
{
    private const string May = "ann@example.com", MayNot = SampleScene.MayNot;

    public static TheoryData<string> Languages => ["csharp", "javascript", "curl"];

    [Theory, MemberData(nameof(Languages))]
    public async Task A_newsletter_goes_to_those_who_may_get_it_each_with_a_link_of_its_own(string language)
    {
        var mails = await RunAsync(language, "newsletter", May);

        var mail = Assert.Single(mails);
        Assert.Equal((May, "List-Unsubscribe=One-Click"), (mail.To, mail.Headers["List-Unsubscribe-Post"]));
        Assert.Matches("^<https://consent\\.example\\.com/u/[A-Za-z0-9_-]{59}>$", mail.Headers["List-Unsubscribe"]);
        Assert.Contains("https://consent.example.com/u/", mail.Text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Languages))]
    public async Task A_receipt_reaches_who_has_opted_out_of_marketing(string language)
        => Assert.Equal(MayNot, Assert.Single(await RunAsync(language, "receipt", MayNot)).To);

    [Theory, MemberData(nameof(Languages))]
    public async Task An_agents_first_mail_says_what_it_is_and_the_answer_no_is_written_down(string language)
    {
        var to = $"{language}@example.com";

        var mail = Assert.Single(await RunAsync(language, "first-mail", to));

        Assert.Contains("AI assistant", mail.Text, StringComparison.Ordinal);
        Assert.Contains("1 High Street", mail.Text, StringComparison.Ordinal);
        Assert.Contains("/u/", mail.Headers["List-Unsubscribe"], StringComparison.Ordinal);
        Assert.Equal("purpose_opted_out", await scene.Crm.ReasonAsync(to));
        Assert.Empty(await RunAsync(language, "first-mail", MayNot));
    }

    [Theory, MemberData(nameof(Languages))]
    public void The_readme_shows_what_is_run_here(string language)
    {
        var readme = Readme();

        foreach (var sample in (string[])["newsletter", "receipt", "first-mail"])
        {
            Assert.Contains(language == "csharp" ? CSharp(sample) : Text(sample, language), readme, StringComparison.Ordinal);
        }

        if (language == "javascript")
        {
            Assert.Contains(Text("portal", language), readme, StringComparison.Ordinal);
        }
    }

    private async Task<IReadOnlyList<SendWithIt.Mail>> RunAsync(string language, string sample, string to) => language switch
    {
        "csharp" => await RunAsync(sample, to),
        "javascript" => await RunNodeAsync(sample, to),
        _ => await RunShellAsync(sample, to),
    };

    private async Task<IReadOnlyList<SendWithIt.Mail>> RunAsync(string sample, string to)
    {
        List<SendWithIt.Mail> sent = [];
        using HttpClient http = new() { BaseAddress = new(scene.Portal.Address, "/api/v1/") };
        http.DefaultRequestHeaders.Authorization = new("Bearer", scene.Crm.Key);
        Task SendAsync(SendWithIt.Mail mail)
        {
            sent.Add(mail);
            return Task.CompletedTask;
        }

        await (sample switch
        {
            "newsletter" => SendWithIt.NewsletterAsync(http, [May, MayNot], SendAsync),
            "receipt" => SendWithIt.ReceiptAsync(http, to, SendAsync),
            _ => SendWithIt.FirstMailAsync(http, to, SendAsync),
        });
        return sent;
    }

    private async Task<IReadOnlyList<SendWithIt.Mail>> RunNodeAsync(string sample, string to)
    {
        var prelude = $"""
            const portal = {JsonSerializer.Serialize(new Uri(scene.Portal.Address, "/api/v1"))}, key = process.env.KEY, to = {JsonSerializer.Serialize(to)}, audience = {JsonSerializer.Serialize((string[])[May, MayNot])};
            const send = async mail => console.log(JSON.stringify({"{ headers: {}, ...mail }"}));

            """;
        var output = await RunAsync("node", ["--input-type=module", "--eval", prelude + Text("portal", "javascript") + Text(sample, "javascript")], Directory.GetCurrentDirectory(), "");
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonSerializer.Deserialize<SendWithIt.Mail>(l, JsonSerializerOptions.Web)!)];
    }

    private async Task<IReadOnlyList<SendWithIt.Mail>> RunShellAsync(string sample, string to)
    {
        await using var smtp = await SmtpServer.StartAsync(tls: false, auth: false);
        var folder = Directory.CreateTempSubdirectory("sample").FullName;
        await File.WriteAllLinesAsync(Path.Combine(folder, "audience.txt"), [May, MayNot]);
        await RunAsync("bash", ["-o", "pipefail", "-c", Text(sample, "curl")], folder, to, $"smtp://localhost:{smtp.Port}", mayRefuse: to == MayNot);
        Directory.Delete(folder, recursive: true);
        return [.. smtp.Texts.Select(Parse)];
    }

    private async Task<string> RunAsync(string program, string[] words, string folder, string to, string smtp = "", bool mayRefuse = false)
    {
        ProcessStartInfo info = new(program, words) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = folder };
        (info.Environment["PORTAL"], info.Environment["KEY"], info.Environment["TO"], info.Environment["SMTP"]) = (new Uri(scene.Portal.Address, "/api/v1").ToString(), scene.Crm.Key, to, smtp);
        info.Environment["REPLY"] = to;
        using var process = Process.Start(info)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0 || mayRefuse, await errors);
        return await output;
    }

    private static SendWithIt.Mail Parse(string mail)
    {
        var parts = mail.ReplaceLineEndings("\n").Split("\n\n", 2);
        var headers = parts[0].Split('\n').Where(l => l.Contains(": ", StringComparison.Ordinal)).DistinctBy(l => l[..l.IndexOf(':', StringComparison.Ordinal)], StringComparer.OrdinalIgnoreCase)
            .ToDictionary(l => l[..l.IndexOf(':', StringComparison.Ordinal)], l => l[(l.IndexOf(':', StringComparison.Ordinal) + 2)..], StringComparer.OrdinalIgnoreCase);
        return new(headers["To"], headers["Subject"], parts[1], headers);
    }

    private static string Text(string sample, string language) => File.ReadAllText(Path.Combine(Folder(), sample + (language == "curl" ? ".sh" : ".mjs")));

    // the lines of a region, moved to the margin
    private static string CSharp(string sample)
    {
        var lines = File.ReadLines(Path.Combine(Folder(), "SendWithIt.cs")).SkipWhile(l => l.Trim() != $"#region {sample}").Skip(1).TakeWhile(l => l.Trim() != "#endregion");
        return string.Concat(lines.Select(l => (l.Length > 8 ? l[8..] : "") + "\n"));
    }

    private static string Folder() => Path.Combine(Source.Root, "ConsentPortal.Tests", "Web", "Api", "Samples");

    private static string Readme() => File.ReadAllText(Path.Combine(Source.Root, "README.md"));
}
