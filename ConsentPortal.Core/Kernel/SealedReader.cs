using System.Security.Cryptography;

namespace ConsentPortal.Core.Kernel;

/// <summary>Reads a <see cref="SealedFile"/> from any place in it, block by block; a block that was altered throws
/// <see cref="AuthenticationTagMismatchException"/>.</summary>
internal sealed class SealedReader(FileStream from, byte[] key) : IAsyncDisposable
{
    private const int Whole = SealedFile.Block + SealedFile.Tag;
    private readonly AesGcm aes = new(key, SealedFile.Tag);
    private readonly byte[] cipher = new byte[Whole], plain = new byte[SealedFile.Block];
    private long loaded = -1;
    private int filled;

    /// <summary>Where the next byte is read, in plain bytes.</summary>
    public long Position { get; set; }

    /// <summary>Fills the whole buffer; throws <see cref="EndOfStreamException"/> where the file ends before.</summary>
    public async ValueTask ReadAsync(Memory<byte> to, CancellationToken ct)
    {
        while (to.Length > 0)
        {
            var (number, at) = (Position / SealedFile.Block, (int)(Position % SealedFile.Block));
            if (number != loaded)
            {
                await LoadAsync(number, ct);
            }

            var some = Math.Min(filled - at, to.Length);
            if (some <= 0)
            {
                throw new EndOfStreamException("The file ends before.");
            }

            plain.AsMemory(at, some).CopyTo(to);
            (to, Position) = (to[some..], Position + some);
        }
    }

    public async ValueTask DisposeAsync()
    {
        aes.Dispose();
        await from.DisposeAsync();
    }

    private async ValueTask LoadAsync(long number, CancellationToken ct)
    {
        from.Position = number * Whole;
        var length = await from.ReadAtLeastAsync(cipher, Whole, throwOnEndOfStream: false, ct);
        if (length < SealedFile.Tag)
        {
            throw new EndOfStreamException("The file ends before.");
        }

        (loaded, filled) = (number, length - SealedFile.Tag);
        Decrypt(number, from.Position >= from.Length);
    }

    private void Decrypt(long number, bool last)
        => aes.Decrypt(SealedFile.NonceOf(number), cipher.AsSpan(0, filled), cipher.AsSpan(filled, SealedFile.Tag), plain.AsSpan(0, filled), [last ? (byte)1 : (byte)0]);
}
