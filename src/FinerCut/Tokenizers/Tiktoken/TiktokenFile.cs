using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FinerCut.Onnx;
using FinerCut.Tokenizers.Models;

namespace FinerCut.Tokenizers.Tiktoken;

/// <summary>A tiktoken file: on each line a token in base64, a space, and its rank, which is its id.</summary>
/// <param name="Path">Path of the file, for messages.</param>
/// <param name="Vocabulary">The ids of the tokens in letters, one for a byte.</param>
/// <param name="Sha256">Hash of the ranks in their order.</param>
internal sealed record TiktokenFile(string Path, Dictionary<string, int> Vocabulary, string Sha256)
{
    private const byte Space = (byte)' ';

    /// <summary>Reads a file.</summary>
    /// <param name="path">What messages call the file.</param>
    /// <param name="bytes">Its content.</param>
    /// <exception cref="DiagnosticException">FC3036: a line is damaged, or a byte has no token.</exception>
    internal static TiktokenFile Read(string path, byte[] bytes)
    {
        SortedDictionary<int, byte[]> tokens = ReadLines(path, bytes);
        Dictionary<string, int> vocabulary = new(tokens.Count, StringComparer.Ordinal);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((int rank, byte[] token) in tokens)
        {
            hash.AppendData(Encoding.ASCII
                .GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Convert.ToBase64String(token)} {rank}\n")));
            if (!vocabulary.TryAdd(ByteLetters.Encode(token), rank))
            {
                throw TokenizerErrors.TiktokenDamaged(path, $"two ranks, one of them {rank}, are of the same token");
            }
        }

        for (int value = 0; value <= byte.MaxValue; value++)
        {
            if (!vocabulary.ContainsKey(ByteLetters.Encode([(byte)value])))
            {
                throw TokenizerErrors.TiktokenDamaged(path, $"the byte 0x{value:X2} has no token");
            }
        }

        return new TiktokenFile(path, vocabulary, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static SortedDictionary<int, byte[]> ReadLines(string path, ReadOnlySpan<byte> bytes)
    {
        SortedDictionary<int, byte[]> tokens = [];
        int number = 0;
        foreach (Range range in bytes.Split((byte)'\n'))
        {
            number++;
            ReadOnlySpan<byte> line = bytes[range].TrimEnd((byte)'\r');
            if (line.IsEmpty)
            {
                continue;
            }

            (byte[] token, int rank) = ReadLine(line) ?? throw TokenizerErrors.TiktokenDamaged(
                path, $"line {number} is not a token in base64 of at most {DerivedMerges.LongestToken} bytes, a space, "
                    + $"and a rank");
            if (!tokens.TryAdd(rank, token))
            {
                throw TokenizerErrors.TiktokenDamaged(path, $"line {number} has the rank {rank}, which stood before");
            }
        }

        return tokens;
    }

    private static (byte[] Token, int Rank)? ReadLine(ReadOnlySpan<byte> line)
    {
        int space = line.IndexOf(Space);
        if (space <= 0 || !Base64.IsValid(line[..space], out int length) || length is 0 or > DerivedMerges.LongestToken)
        {
            return null;
        }

        bool isRank = int.TryParse(line[(space + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int rank)
            && rank < int.MaxValue;
        byte[] token = new byte[length];
        Base64.DecodeFromUtf8(line[..space], token, out _, out int written);
        return isRank && written == length ? (token, rank) : null;
    }
}
