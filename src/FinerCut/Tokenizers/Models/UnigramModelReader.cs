using System.Text.Json;
using FinerCut.Tokenizers.Files;

namespace FinerCut.Tokenizers.Models;

/// <summary>Reads the <c>model</c> of a <c>tokenizer.json</c> whose type is Unigram.</summary>
internal static class UnigramModelReader
{
    internal static UnigramModel Read(JsonComponent json)
    {
        json.Ignore("type");
        List<(string, double)> pieces = [.. json.Array("vocab").Select((element, id) => ReadPiece(json, element, id))];
        UnigramSettings settings = new(json.File, pieces, json.Count("unk_id"))
        {
            HasByteFallback = json.Flag("byte_fallback", missing: false),
        };
        json.RequireAllRead();
        return new UnigramModel(settings);
    }

    private static (string Text, double Score) ReadPiece(JsonComponent json, JsonElement element, int id) =>
        element.ValueKind == JsonValueKind.Array
            && element.EnumerateArray()
                .ToArray() is [{ ValueKind: JsonValueKind.String } text, { ValueKind: JsonValueKind.Number } score]
            && text.GetString()!.Length is > 0 and <= DerivedMerges.LongestToken && double.IsFinite(score.GetDouble())
            ? (text.GetString()!, score.GetDouble())
            : throw TokenizerErrors.WrongShape(
                json.File, json.PathTo($"vocab[{id}]"), "a token and its score", element.GetRawText());
}
