using System.Buffers.Binary;
using System.Security.Cryptography;

namespace FinerCut.Calibration;

/// <summary>The token ids that a search compares the dense and the pruned model on.</summary>
/// <param name="Source"><c>built-in</c>, <c>stdin</c>, <c>self</c>, <c>random</c>, or the names of the files without their folders.</param>
/// <param name="Rows">Token ids, shape <c>[samples][tokens]</c>: at least one row; with one document a row their lengths differ.</param>
public sealed record CalibrationSet(string Source, IReadOnlyList<int[]> Rows)
{
    /// <summary>How texts became rows; null where the rows were made without a text.</summary>
    public CalibrationPacking? Packing { get; init; }

    /// <summary>The seed that picked or made the rows; null for the first rows of the sources.</summary>
    public long? Seed { get; init; }

    /// <summary>Where each row comes from, such as <c>chats.jsonl line 3</c>; empty where <see cref="Source"/> says it for all.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>Tokens in the longest row.</summary>
    public int SampleTokens => Rows.Max(row => row.Length);

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
