using System.Globalization;
using System.Text;

namespace ConsentPortal.Core.Messaging;

/// <summary>What a mail server answered: the code, and its words in one line.</summary>
internal readonly record struct SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public bool Ok => Code is >= 200 and < 400;

    /// <summary>Refused for good, as far as the server is concerned.</summary>
    public bool IsFinal => Code >= 500;

    public override string ToString() => $"{Code} {string.Join(' ', Lines)}";

    /// <summary>The words of an offered extension, such as the ways to sign in; null where it is not offered.</summary>
    public string? Extension(string name)
        => Lines.Skip(1).Where(l => l.Equals(name, StringComparison.OrdinalIgnoreCase) || l.StartsWith(name + " ", StringComparison.OrdinalIgnoreCase)).Select(l => l[name.Length..].Trim()).FirstOrDefault();
}

/// <summary>Speaks SMTP in lines over one stream. Silence longer than the patience, a closed connection and nonsense all end it.</summary>
internal sealed class SmtpLine(Stream stream, TimeSpan patience)
{
    private const int LineMost = 4_096; // eight times what RFC 5321 allows
    private const int LinesMost = 100;
    private readonly byte[] buffer = new byte[4_096];
    private int from, to;

    /// <summary>True where the server has said more than it was asked: in clear before TLS that may be somebody else's words.</summary>
    public bool HasMore => from < to;

    public async Task<SmtpReply> AskAsync(string command, CancellationToken ct)
    {
        await WriteAsync(Encoding.UTF8.GetBytes(command + "\r\n"), ct);
        return await ReadAsync(ct);
    }

    public Task WriteAsync(byte[] bytes, CancellationToken ct) => PatientlyAsync(async limit =>
    {
        await stream.WriteAsync(bytes, limit);
        await stream.FlushAsync(limit);
        return 0;
    }, ct);

    public Task<SmtpReply> ReadAsync(CancellationToken ct) => PatientlyAsync(async limit =>
    {
        List<string> lines = [];
        while (lines.Count < LinesMost)
        {
            var line = await LineAsync(limit);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code))
            {
                break;
            }

            lines.Add(line.Length > 4 ? line[4..].Trim() : "");
            if (line.Length == 3 || line[3] != '-')
            {
                return new SmtpReply(code, lines);
            }
        }

        throw new IOException("The mail server does not speak SMTP.");
    }, ct);

    private async Task<string> LineAsync(CancellationToken ct)
    {
        StringBuilder line = new();
        while (line.Length < LineMost)
        {
            if (from == to)
            {
                (from, to) = (0, await stream.ReadAsync(buffer, ct));
                if (to == 0)
                {
                    throw new IOException("The mail server closed the connection.");
                }
            }

            var c = (char)buffer[from++];
            if (c == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append(char.IsControl(c) && c != '\r' ? ' ' : c);
        }

        throw new IOException("The mail server answers with lines that are too long.");
    }

    private async Task<T> PatientlyAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(patience);
        try
        {
            return await work(limit.Token);
        }
        catch (OperationCanceledException late) when (!ct.IsCancellationRequested)
        {
            throw new TimeoutException($"The mail server did not answer within {patience.TotalSeconds:0} seconds.", late);
        }
    }
}
