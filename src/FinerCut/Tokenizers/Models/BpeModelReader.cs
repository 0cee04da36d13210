using System.Text.Json;
using FinerCut.Tokenizers.Files;

namespace FinerCut.Tokenizers.Models;

/// <summary>Reads the <c>model</c> of a <c>tokenizer.json</c>.</summary>
internal static class BpeModelReader
{
    internal static BpeModel Read(JsonComponent json)
    {
        // Files of the first versions do not name the type; only BPE has merges.
        if (!(json.Has("merges") && !json.Has("type")) && json.Type != "BPE")
        {
            throw json.NotUnderstood("BPE, Unigram");
        }

        json.Ignore("type");
        RequireUnused(json);
        BpeSettings settings = new(json.File, ReadVocabulary(json), ReadMerges(json))
        {
            UnknownToken = json.OptionalText("unk_token"),
            FusesUnknown = json.Flag("fuse_unk", missing: false),
            HasByteFallback = json.Flag("byte_fallback", missing: false),
            IgnoresMerges = json.Flag("ignore_merges", missing: false),
        };
        json.Ignore("unk_token");
        json.RequireAllRead();
        return new BpeModel(settings);
    }

    /// <summary>Reads the ids of tokens from an object's properties.</summary>
    internal static Dictionary<string, int> ReadVocabulary(string file, IEnumerable<JsonProperty> properties)
    {
        Dictionary<string, int> vocabulary = new(StringComparer.Ordinal);
        foreach (JsonProperty property in properties)
        {
            bool isId = property.Value.ValueKind == JsonValueKind.Number;
            vocabulary[property.Name] = isId && property.Value.TryGetInt32(out int id) && id is >= 0 and < int.MaxValue
                ? id
                : throw TokenizerErrors.IdDamaged(file, property.Name, property.Value.GetRawText());
        }

        return vocabulary;
    }

    /// <summary>Reads a merge in the form <c>left right</c>.</summary>
    internal static (string Left, string Right) SplitMerge(
        string file, long index, string merge) => merge.Split(' ') switch
        {
            [{ Length: > 0 } left, { Length: > 0 } right] => (left, right),
            _ => throw TokenizerErrors.MergeDamaged(
                file, index, $"'{merge}' should be two tokens with one space between"),
        };

    private static Dictionary<string, int> ReadVocabulary(JsonComponent json) =>
        ReadVocabulary(json.File, json.Properties("vocab"));

    private static List<(string Left, string Right)> ReadMerges(JsonComponent json)
    {
        List<(string, string)> merges = [];
        foreach (JsonElement element in json.Array("merges"))
        {
            merges.Add(element.ValueKind switch
            {
                JsonValueKind.Array when element.EnumerateArray().ToArray() is [var left, var right] && IsText(left)
                    && IsText(right)
                    => (left.GetString()!, right.GetString()!),
                JsonValueKind.String => SplitMerge(json.File, merges.Count, element.GetString()!),
                _ => throw TokenizerErrors.MergeDamaged(
                    json.File, merges.Count, $"{element.GetRawText()} should be two tokens"),
            });
        }

        return merges;
    }

    private static bool IsText(JsonElement element) => element.ValueKind == JsonValueKind.String;

    private static void RequireUnused(JsonComponent json)
    {
        json.Ignore("dropout");
        if (json.Has("dropout") && !json.IsZero("dropout"))
        {
            throw TokenizerErrors.PropertyNotUnderstood(
                json.File, json.PathTo("dropout"), "dropout makes ids a matter of chance");
        }

        string[] marks = ["continuing_subword_prefix", "end_of_word_suffix"];
        foreach (string mark in marks)
        {
            json.Ignore(mark);
            if (json.OptionalText(mark) is { Length: > 0 } text)
            {
                throw TokenizerErrors.PropertyNotUnderstood(
                    json.File, json.PathTo(mark), $"'{text}' marks parts of words");
            }
        }
    }
}
