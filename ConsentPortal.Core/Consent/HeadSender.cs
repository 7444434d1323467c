using System.Net.Http.Headers;
using System.Text;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;

namespace ConsentPortal.Core.Consent;

/// <summary>Carries a head to one place outside.</summary>
public sealed class HeadSender(PublishSettings settings, SendEmail mail, PortalAddress address) : IDisposable
{
    public const string MailKind = "ledger_head";
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(20) };

    /// <summary>Null when it arrived (a mail: when it is queued); else why not.</summary>
    public async Task<string?> SendAsync(HeadTarget target, PublishedHead head, CancellationToken ct)
    {
        try
        {
            return target switch
            {
                HeadTarget.Mail => await MailAsync(head, ct),
                HeadTarget.Url => await PostAsync(head, ct),
                _ => await AppendAsync(head, ct),
            };
        }
        catch (Exception error) when (error is HttpRequestException or IOException or UnauthorizedAccessException || (error is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return error is OperationCanceledException ? "No answer within 20 seconds." : error.Message.Split('\n')[0];
        }
    }

    public void Dispose() => client.Dispose();

    private async Task<string?> MailAsync(PublishedHead head, CancellationToken ct)
    {
        var body = new MailBody("en")
            .Line($"The consent ledger of {address.Host} stands at seal {head.Number}, up to event {head.LastSequence}.")
            .Line("Keep this mail: with the line below, \"ledger verify --head FILE\" shows later that nobody rewrote what came before.")
            .Line(head.ToLine());
        var queued = await mail.RunAsync(new(MailKind, settings.Mail!, $"Ledger head: seal {head.Number}", body), Actor.System, ct);
        return queued.Ok ? null : queued.Problem!.Message;
    }

    private async Task<string?> PostAsync(PublishedHead head, CancellationToken ct)
    {
        if (settings.Url is null)
        {
            return "The address must begin with https://.";
        }

        using StringContent content = new(head.ToLine(), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var answer = await client.PostAsync(settings.Url, content, ct);
        return answer.IsSuccessStatusCode ? null : $"It answered {(int)answer.StatusCode}.";
    }

    private async Task<string?> AppendAsync(PublishedHead head, CancellationToken ct)
    {
        if (Path.GetDirectoryName(settings.File) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        await using FileStream file = new(settings.File!, FileMode.Append, FileAccess.Write, FileShare.Read);
        await file.WriteAsync(Encoding.UTF8.GetBytes(head.ToLine() + "\n"), ct);
        file.Flush(flushToDisk: true);
        return null;
    }
}
