using System.Text.Json.Nodes;
using Google.Protobuf;

namespace FinerCut.TestModels.Files;

/// <summary>Writes SentencePiece models; the numbers are those of <c>sentencepiece_model.proto</c>.</summary>
public sealed class SentencePieceWriter
{
    public const int Normal = 1;
    public const int Unknown = 2;
    public const int Control = 3;
    public const int UserDefined = 4;
    public const int Byte = 6;

    public List<(string Text, float Score, int Kind)> Pieces { get; init; } = [];

    /// <summary>1 for Unigram, 2 for BPE.</summary>
    public int Model { get; init; } = 2;

    public bool HasByteFallback { get; init; } = true;

    public bool AddsDummyPrefix { get; init; } = true;

    public bool RemovesExtraSpaces { get; init; }

    public bool EscapesSpaces { get; init; } = true;

    public byte[] CharacterMap { get; init; } = [];

    /// <summary>Takes the vocabulary of a BPE <c>tokenizer.json</c>; a piece's score is the place of the first merge
    /// that makes it.</summary>
    public static List<(string Text, float Score, int Kind)> PiecesOf(JsonNode tokenizer)
    {
        Dictionary<string, float> scores = [];
        int rank = 0;
        foreach (JsonNode? merge in tokenizer["model"]!["merges"]!.AsArray())
        {
            string piece = merge is JsonArray pair
                ? $"{pair[0]}{pair[1]}"
                : merge!.ToString().Replace(" ", "", StringComparison.Ordinal);
            scores.TryAdd(piece, -(rank++));
        }

        Dictionary<string, bool> added = tokenizer["added_tokens"]!
            .AsArray()
            .ToDictionary(token => $"{token!["content"]}", token => (bool)token!["special"]!);
        JsonObject vocabulary = tokenizer["model"]!["vocab"]!.AsObject();

        // The conversion of Gemma 1 renames that byte.
        string tab = vocabulary.ContainsKey("<0x09>") ? "\t" : "<0x09>";
        return [.. vocabulary.OrderBy(entry => (int)entry.Value!).Select(entry => (
            entry.Key == "\t" ? tab : entry.Key,
            scores.GetValueOrDefault(entry.Key),
            KindOf(entry.Key, added)))];
    }

    public byte[] ToBytes()
    {
        using MemoryStream stream = new();
        using CodedOutputStream output = new(stream);
        foreach ((string text, float score, int kind) in Pieces)
        {
            Message(output, 1, piece =>
            {
                piece.WriteTag(1, WireFormat.WireType.LengthDelimited);
                piece.WriteString(text);
                piece.WriteTag(2, WireFormat.WireType.Fixed32);
                piece.WriteFloat(score);
                Number(piece, 3, kind);
            });
        }

        Message(output, 2, trainer =>
        {
            Number(trainer, 3, Model);
            Number(trainer, 4, Pieces.Count);
            Number(trainer, 35, HasByteFallback ? 1 : 0);
        });
        Message(output, 3, normalizer =>
        {
            normalizer.WriteTag(1, WireFormat.WireType.LengthDelimited);
            normalizer.WriteString("identity");
            normalizer.WriteTag(2, WireFormat.WireType.LengthDelimited);
            normalizer.WriteBytes(ByteString.CopyFrom(CharacterMap));
            Number(normalizer, 3, AddsDummyPrefix ? 1 : 0);
            Number(normalizer, 4, RemovesExtraSpaces ? 1 : 0);
            Number(normalizer, 5, EscapesSpaces ? 1 : 0);
        });
        output.Flush();
        return stream.ToArray();
    }

    private static int KindOf(string token, Dictionary<string, bool> added) =>
        token == "<unk>" ? Unknown
        : added.TryGetValue(token, out bool isSpecial) ? (isSpecial ? Control : UserDefined)
        : token.Length == 6 && token.StartsWith("<0x", StringComparison.Ordinal) ? Byte
        : Normal;

    private static void Number(CodedOutputStream output, int field, int value)
    {
        output.WriteTag(field, WireFormat.WireType.Varint);
        output.WriteInt32(value);
    }

    private static void Message(CodedOutputStream output, int field, Action<CodedOutputStream> write)
    {
        using MemoryStream stream = new();
        using CodedOutputStream message = new(stream);
        write(message);
        message.Flush();
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(stream.ToArray()));
    }
}
