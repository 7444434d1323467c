using System.Buffers;
using System.Text;
using ConsentPortal.Core.Consent;

namespace ConsentPortal.Web.Api.Consent;

/// <summary>The answer lines: all but the address is the same for every line with the same reason, and encoded once.</summary>
internal static class FilterAnswers
{
    private static readonly byte[][] Tails = [.. Enum.GetValues<ReasonCode>().Select(r => Encoding.UTF8.GetBytes($",\"allowed\":{(r.Allows() ? "true" : "false")},\"reason\":\"{r.Code()}\"}}\n"))];

    /// <param name="address">The address as it came, quotes included; empty for a line that could not be read.</param>
    public static void Write(IBufferWriter<byte> answer, ReadOnlySpan<byte> address, ReasonCode reason)
    {
        var tail = Tails[(int)reason];
        var head = "{\"address\":"u8;
        var shown = address.IsEmpty ? "null"u8 : address;
        var line = answer.GetSpan(head.Length + shown.Length + tail.Length);
        head.CopyTo(line);
        shown.CopyTo(line[head.Length..]);
        tail.CopyTo(line[(head.Length + shown.Length)..]);
        answer.Advance(head.Length + shown.Length + tail.Length);
    }

    /// <summary>Without this line the answer is not whole.</summary>
    public static byte[] Close(long count) => Encoding.UTF8.GetBytes($"{{\"done\":true,\"count\":{count.ToString(System.Globalization.CultureInfo.InvariantCulture)}}}\n");
}
