using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ConsentPortal.Core.Kernel;

/// <summary>A file that only its key opens: AES-256-GCM in blocks of 64 KB. The number of a block is its nonce (a key serves one file), and
/// the last one says that it is the last, so that a file cut short is no file.</summary>
internal static class SealedFile
{
    public const int KeyLength = 32;
    internal const int Block = 1 << 16, Tag = 16;
    private const int Nonce = 12;

    /// <summary>Takes in the plain bytes; <see cref="Writer.FinishAsync"/> makes the file whole.</summary>
    public sealed class Writer(Stream to, byte[] key) : Stream
    {
        private readonly AesGcm aes = new(key, Tag);
        private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private readonly byte[] plain = new byte[Block], cipher = new byte[Block + Tag];
        private int filled;
        private long number;

        /// <summary>Plain bytes so far.</summary>
        public long Size { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => Size;

        public override long Position { get => Size; set => throw new NotSupportedException(); }

        /// <summary>Writes the last block; answers the SHA-256 of the plain bytes.</summary>
        public async Task<byte[]> FinishAsync(CancellationToken ct)
        {
            await SealAsync(last: true, ct);
            await to.FlushAsync(ct);
            return hash.GetHashAndReset();
        }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            hash.AppendData(buffer.Span);
            Size += buffer.Length;
            while (buffer.Length > 0)
            {
                if (filled == Block)
                {
                    await SealAsync(last: false, cancellationToken);
                }

                var some = Math.Min(Block - filled, buffer.Length);
                buffer[..some].CopyTo(plain.AsMemory(filled));
                filled += some;
                buffer = buffer[some..];
            }
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        // archives write the ends of their entries without waiting
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            hash.AppendData(buffer);
            Size += buffer.Length;
            while (buffer.Length > 0)
            {
                if (filled == Block)
                {
                    Encrypt(last: false);
                    to.Write(cipher.AsSpan(0, filled + Tag));
                    (filled, number) = (0, number + 1);
                }

                var some = Math.Min(Block - filled, buffer.Length);
                buffer[..some].CopyTo(plain.AsSpan(filled));
                filled += some;
                buffer = buffer[some..];
            }
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            aes.Dispose();
            hash.Dispose();
            base.Dispose(disposing);
        }

        private async ValueTask SealAsync(bool last, CancellationToken ct)
        {
            Encrypt(last);
            await to.WriteAsync(cipher.AsMemory(0, filled + Tag), ct);
            (filled, number) = (0, number + 1);
        }

        private void Encrypt(bool last) => aes.Encrypt(NonceOf(number), plain.AsSpan(0, filled), cipher.AsSpan(0, filled), cipher.AsSpan(filled, Tag), [last ? (byte)1 : (byte)0]);
    }

    /// <summary>Copies the plain bytes; throws <see cref="AuthenticationTagMismatchException"/> where the file is not whole, or not what was
    /// written, before the wrong block leaves.</summary>
    public static async Task CopyAsync(Stream from, byte[] key, Stream to, CancellationToken ct)
    {
        using AesGcm aes = new(key, Tag);
        var (here, next, plain) = (new byte[Block + Tag], new byte[Block + Tag], new byte[Block]);
        var length = await from.ReadAtLeastAsync(here, here.Length, throwOnEndOfStream: false, ct);
        for (long number = 0; ; number++)
        {
            var following = length < here.Length ? 0 : await from.ReadAtLeastAsync(next, next.Length, throwOnEndOfStream: false, ct);
            if (length < Tag)
            {
                throw new AuthenticationTagMismatchException("The file is cut short.");
            }

            aes.Decrypt(NonceOf(number), here.AsSpan(0, length - Tag), here.AsSpan(length - Tag, Tag), plain.AsSpan(0, length - Tag), [following == 0 ? (byte)1 : (byte)0]);
            await to.WriteAsync(plain.AsMemory(0, length - Tag), ct);
            if (following == 0)
            {
                return;
            }

            (here, next, length) = (next, here, following);
        }
    }

    internal static byte[] NonceOf(long number)
    {
        var nonce = new byte[Nonce];
        BinaryPrimitives.WriteInt64BigEndian(nonce.AsSpan(4), number);
        return nonce;
    }
}
