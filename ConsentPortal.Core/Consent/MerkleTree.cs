using System.Security.Cryptography;

namespace ConsentPortal.Core.Consent;

/// <summary>The Merkle tree of RFC 9162 §2.1: a node is SHA-256 over 0x01 and its two children. Leaves come hashed already
/// (<see cref="LedgerLeaf"/> has put 0x00 in front), so no leaf can pass for a node.</summary>
public static class MerkleTree
{
    private const int Size = LedgerLeaf.Length;

    /// <summary>The root over leaf hashes that stand one after the other. The buffer is used up.</summary>
    public static byte[] Root(Span<byte> leaves)
    {
        var count = leaves.Length / Size;
        if (count == 0)
        {
            return SHA256.HashData([]);
        }

        Span<byte> node = stackalloc byte[1 + 2 * Size];
        node[0] = 0x01;
        while (count > 1)
        {
            for (var pair = 0; pair < count / 2; pair++)
            {
                leaves.Slice(2 * pair * Size, 2 * Size).CopyTo(node[1..]);
                SHA256.HashData(node, leaves[(pair * Size)..]);
            }

            if (count % 2 == 1)
            {
                leaves.Slice((count - 1) * Size, Size).CopyTo(leaves[(count / 2 * Size)..]); // the odd one rises as it is
            }

            count = (count + 1) / 2;
        }

        return leaves[..Size].ToArray();
    }
}
