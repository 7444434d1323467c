using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace ConsentPortal.Benchmarks;

/// <summary>A keep-alive connection that costs little, so that the server is what is measured. Understands Content-Length and chunked
/// answers, nothing else.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] buffer = new byte[1 << 16];

    public static async Task<RawClient> ConnectAsync(int port)
    {
        RawClient client = new();
        await client.socket.ConnectAsync("127.0.0.1", port);
        return client;
    }

    /// <summary>A whole request as bytes.</summary>
    public static byte[] Post(string path, string body, string? key = null, string type = "application/json")
        => Encoding.UTF8.GetBytes($"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {type}\r\n{(key is null ? "" : $"Authorization: Bearer {key}\r\n")}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    /// <summary>Sends and reads the whole answer; throws when it is not 200.</summary>
    public async Task<string> AskAsync(byte[] request)
    {
        var length = await SendAsync(request); // first: it may take a larger buffer
        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    /// <summary>Sends and reads to the end of the answer; answers its length in bytes, headers included.</summary>
    public async Task<int> SendAsync(ReadOnlyMemory<byte> request)
    {
        await socket.SendAsync(request);
        var length = 0;
        var end = -1;
        var chunked = false;
        while (true)
        {
            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }

            var read = await socket.ReceiveAsync(buffer.AsMemory(length));
            if (read == 0)
            {
                throw new IOException("The server closed the connection.");
            }

            length += read;
            if (end < 0 && Head(length) is { } head)
            {
                (end, chunked) = head;
            }

            if (chunked ? buffer.AsSpan(0, length).EndsWith("\r\n0\r\n\r\n"u8) : end >= 0 && length >= end)
            {
                return length;
            }
        }
    }

    public void Dispose() => socket.Dispose();

    private (int End, bool Chunked)? Head(int length)
    {
        var head = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return null;
        }

        if (!buffer.AsSpan(0, length).StartsWith("HTTP/1.1 200"u8))
        {
            throw new IOException(Encoding.UTF8.GetString(buffer, 0, length));
        }

        var text = Encoding.ASCII.GetString(buffer, 0, head);
        var at = text.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
        return at < 0 ? (0, true) : (head + 4 + int.Parse(text.AsSpan(at + 16, Line(text, at + 16) - at - 16), CultureInfo.InvariantCulture), false);
    }

    private static int Line(string text, int from) => text.IndexOf('\r', from) is >= 0 and var end ? end : text.Length;
}
