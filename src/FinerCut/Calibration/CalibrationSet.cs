using System.Buffers.Binary;
using System.Security.Cryptography;

namespace FinerCut.Calibration;

/// <summary>The token ids that a search compares the dense and the pruned model on.</summary>
/// <param name="Source"><c>built-in</c>, <c>stdin</c>, <c>self</c>, <c>random</c>, or the names of the files without
/// their folders.</param>
/// <param name="Samples">Token ids, shape <c>[samples][tokens]</c>: at least one sample; with one document a sample
/// their lengths differ.</param>
public sealed record CalibrationSet(string Source, IReadOnlyList<int[]> Samples)
{
    /// <summary>How texts became samples; null where the samples were made without a text.</summary>
    public CalibrationPacking? Packing { get; init; }

    /// <summary>The seed that picked or made the samples; null for the first samples of the sources.</summary>
    public long? Seed { get; init; }

    /// <summary>Where each sample comes from, such as <c>chats.jsonl line 3</c>; empty where <see cref="Source"/> says
    /// it for all.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>Tokens in the longest sample.</summary>
    public int SampleTokens => Samples.Max(sample => sample.Length);

    /// <summary>Hash that two sets share where a model would see the same tokens in the same order.</summary>
    /// <returns>SHA-256 over all ids, sample after sample, each as a little-endian 32-bit integer: 64 lower-case
    /// hexadecimal digits.</returns>
    public string TokensSha256()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        foreach (int id in Samples.SelectMany(sample => sample))
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes, id);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
