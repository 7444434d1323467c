using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>The leaf hash of an event: SHA-256 over 0x00 (RFC 9162 leaf prefix), a layout version and every field in fixed order.
/// Numbers are big-endian, texts are UTF-8 with a 16-bit length, null is 0xFFFF. Enums go in as their words, which never change.</summary>
public static class LedgerLeaf
{
    public const int Length = SHA256.HashSizeInBytes;
    private const byte LayoutVersion = 1;

    public static byte[] Of(ConsentEvent e)
    {
        var writer = new Writer(stackalloc byte[1024]);
        writer.Byte(0x00);
        writer.Byte(LayoutVersion);
        WriteFact(ref writer, e);
        WriteProof(ref writer, e);
        return SHA256.HashData(writer.Written);
    }

    // what was said about which address, by whom and when
    private static void WriteFact(ref Writer writer, ConsentEvent e)
    {
        writer.Number(e.Sequence);
        writer.Number(e.Id.Value);
        writer.Number(e.PointId.Value);
        writer.Number(e.ContactId.Value);
        writer.Number(e.KeyContactId.Value);
        writer.Number(e.ProfileId.Value);
        writer.Number(e.PurposeId.Value);
        writer.Number(e.TopicId.Value);
        writer.Text(Word.Of(e.OldStatus));
        writer.Text(Word.Of(e.NewStatus));
        writer.Byte((byte)((e.Applied ? 1 : 0) | (e.StatesStatus ? 2 : 0) | (e.Doubtful ? 4 : 0)));
        writer.Text(Word.Of(e.Action));
        writer.Text(e.Source);
        writer.Text(e.Reason);
        writer.Text(Word.Of(e.ActorKind));
        writer.Text(e.ActorId);
        writer.Text(e.OnBehalfOf is { } subject ? Word.Of(subject) : null);
        writer.Time(e.OccurredAt);
        writer.Time(e.RecordedAt);
        writer.Time(e.StatedAt);
        writer.Time(e.ConfirmedAt);
        writer.Time(e.ValidUntil);
        writer.Time(e.PausedUntil);
    }

    // on what text it was said, and the hashes of what lies in side rows
    private static void WriteProof(ref Writer writer, ConsentEvent e)
    {
        writer.Text(e.WordingVersion);
        writer.Bytes(e.WordingSha256);
        writer.Text(e.WordingLanguage);
        writer.Text(e.PreferenceCenterVersion);
        writer.Number(e.MessageRefId.Value);
        writer.Number(e.ImportBatch);
        writer.Number(e.JustificationId.Value);
        writer.Bytes(e.JustificationHash);
        writer.Number(e.WordingId.Value);
        writer.Bytes(e.WordingHash);
        writer.Number(e.OriginId.Value);
        writer.Bytes(e.OriginHash);
    }

    private ref struct Writer(Span<byte> buffer)
    {
        private Span<byte> buffer = buffer;
        private int length;

        public readonly ReadOnlySpan<byte> Written => buffer[..length];

        public void Byte(byte value) => Take(1)[0] = value;

        public void Number(long value) => BinaryPrimitives.WriteInt64BigEndian(Take(8), value);

        public void Time(DateTimeOffset? value) => Number(value?.UtcTicks ?? -1);

        public void Text(string? value)
        {
            if (value is null)
            {
                BinaryPrimitives.WriteUInt16BigEndian(Take(2), ushort.MaxValue);
                return;
            }

            var bytes = Encoding.UTF8.GetByteCount(value);
            BinaryPrimitives.WriteUInt16BigEndian(Take(2), checked((ushort)bytes));
            Encoding.UTF8.GetBytes(value, Take(bytes));
        }

        public void Bytes(byte[]? value)
        {
            BinaryPrimitives.WriteUInt16BigEndian(Take(2), value is null ? ushort.MaxValue : (ushort)value.Length);
            value?.CopyTo(Take(value.Length));
        }

        private Span<byte> Take(int count)
        {
            if (length + count > buffer.Length)
            {
                var larger = new byte[Math.Max(buffer.Length * 2, length + count)];
                buffer[..length].CopyTo(larger);
                buffer = larger;
            }

            var taken = buffer.Slice(length, count);
            length += count;
            return taken;
        }
    }
}
