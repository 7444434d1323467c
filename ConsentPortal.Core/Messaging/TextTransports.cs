using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace ConsentPortal.Core.Messaging;

/// <summary>Writes each text message as one <c>.txt</c> file, named by its id: the number, an empty line, the text.</summary>
public sealed class PickupTextTransport(TextSettings settings) : ITextTransport
{
    public async Task SendAsync(TextMessage message, CancellationToken ct)
    {
        var folder = Directory.CreateDirectory(settings.Pickup!).FullName;
        var hidden = Path.Combine(folder, $".{message.Id}");
        await File.WriteAllTextAsync(hidden, $"{message.To}\n\n{message.Text}\n", ct);
        File.Move(hidden, Path.Combine(folder, $"{message.Id}.txt"), overwrite: true); // whoever looks sees whole files only
    }
}

/// <summary>Posts each text message to the owner's gateway. The message's id goes along as <c>Idempotency-Key</c>, so that a repeat can be known.</summary>
public sealed class GatewayTextTransport(TextSettings settings) : ITextTransport, IDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(20) };

    public async Task SendAsync(TextMessage message, CancellationToken ct)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, settings.Gateway ?? throw new InvalidOperationException("No gateway: set ConsentPortal__Texts__Url to an https address."));
        request.Content = JsonContent.Create(new { id = message.Id.ToString(), to = message.To, text = message.Text });
        request.Headers.Add("Idempotency-Key", $"\"{message.Id}\"");
        if (settings.Token is { } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        using var answer = await client.SendAsync(request, ct);
        if (!answer.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"The text message gateway answered {(int)answer.StatusCode}.");
        }
    }

    public void Dispose() => client.Dispose();
}
