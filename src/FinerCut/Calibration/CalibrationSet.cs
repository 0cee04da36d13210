using System.Buffers.Binary;
using System.Security.Cryptography;

namespace FinerCut.Calibration;

/// <summary>The token ids that a search compares the dense and the pruned model on.</summary>
/// <param name="Source"><c>built-in</c>, or the name of the file without its folder.</param>
/// <param name="Rows">Token ids, shape <c>[samples][sample tokens]</c>: at least one row, all of one length.</param>
public sealed record CalibrationSet(string Source, IReadOnlyList<int[]> Rows)
{
    /// <summary>Tokens in each row.</summary>
    public int SampleTokens => Rows[0].Length;

    /// <summary>Hash that two sets share where a model would see the same tokens in the same order.</summary>
    /// <returns>SHA-256 over all ids, row after row, each as a little-endian 32-bit integer: 64 lower-case hexadecimal digits.</returns>
    public string TokensSha256()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        foreach (int id in Rows.SelectMany(row => row))
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes, id);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
