using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ConsentPortal.Benchmarks;

/// <summary>NDJSON in, NDJSON out, one prepared read a line: the bare form of the audience filter.</summary>
internal static class ReferenceFilter
{
    public static async Task RunAsync(HttpContext context, ReferenceReads reads)
    {
        context.Response.ContentType = "application/x-ndjson";
        var reader = reads.Own();
        var (input, output) = (context.Request.BodyReader, context.Response.BodyWriter);
        long count = 0;
        while (true)
        {
            var read = await input.ReadAsync();
            var buffer = read.Buffer;
            while (TakeLine(ref buffer, read.IsCompleted) is { } line)
            {
                Answer(line, reader, output);
                count++;
            }

            input.AdvanceTo(buffer.Start, buffer.End);
            await output.FlushAsync();
            if (read.IsCompleted)
            {
                break;
            }
        }

        Write(output, System.Text.Encoding.UTF8.GetBytes($"{{\"done\":true,\"count\":{count}}}\n"));
        await output.FlushAsync();
    }

    private static ReadOnlySequence<byte>? TakeLine(ref ReadOnlySequence<byte> buffer, bool last)
    {
        if (buffer.PositionOf((byte)'\n') is not { } end)
        {
            var rest = buffer;
            buffer = last ? buffer.Slice(buffer.End) : buffer;
            return last && rest.Length > 0 ? rest : null;
        }

        var line = buffer.Slice(0, end);
        buffer = buffer.Slice(buffer.GetPosition(1, end));
        return line;
    }

    private static void Answer(ReadOnlySequence<byte> line, ReferenceReads.Reader reader, PipeWriter output)
    {
        Utf8JsonReader json = new(line);
        json.Read();
        var address = json.GetString()!;
        var status = reader.Read(address);
        using (Utf8JsonWriter writer = new(output))
        {
            writer.WriteStartObject();
            writer.WriteString("address"u8, address);
            writer.WriteBoolean("allowed"u8, status != "optedOut");
            writer.WriteString("reason"u8, status == "optedOut" ? "purpose_opted_out"u8 : "allowed_not_opted_out"u8);
            writer.WriteEndObject();
        }

        Write(output, "\n"u8);
    }

    private static void Write(PipeWriter output, ReadOnlySpan<byte> bytes) => output.Write(bytes);
}
