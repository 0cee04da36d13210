using FinerCut.Tokenizers.AddedTokens;
using FinerCut.Tokenizers.Models;

namespace FinerCut.Tokenizers.Files;

/// <summary>Reads of a <c>tokenizer_config.json</c> what GPT-2's tokenizer takes from it.</summary>
internal static class GptConfigurationReader
{
    private const string DefaultToken = "<|endoftext|>";

    private static readonly string[] Classes =
        ["GPT2Tokenizer", "GPT2TokenizerFast", "CodeGenTokenizer", "CodeGenTokenizerFast"];
    private static readonly string[] SpecialNames = ["bos_token", "eos_token", "unk_token", "pad_token"];

    internal static GptConfiguration Read(string folder, BpeModel model)
    {
        string path = Path.Combine(folder, "tokenizer_config.json");
        return File.Exists(path)
            ? TokenizerJsonFile.Read(path, json => Read(json, model))
            : new GptConfiguration([.. Special(model, DefaultToken)]);
    }

    private static GptConfiguration Read(JsonComponent json, BpeModel model)
    {
        string known = string.Join(", ", Classes);
        if (json.OptionalText("tokenizer_class") is { } name && !Classes.Contains(name, StringComparer.Ordinal))
        {
            throw TokenizerErrors.ClassNotUnderstood(json.File, name, "vocab.json and merges.txt", known);
        }

        List<AddedToken> tokens =
            [.. ConfiguredTokenReader.ReadList(json) is { } listed ? Fitting(json, listed, model) : Named(json, model)];
        string beginning = TokenText.Read(json, "bos_token") ?? DefaultToken;
        bool addsBeginning = json.Flag("add_bos_token", missing: false);
        return new GptConfiguration(tokens)
        {
            AddsPrefixSpace = json.Flag("add_prefix_space", missing: false),
            BeginningId = !addsBeginning ? null
                : tokens.Find(token => token.Content == beginning)?.Id ?? model.FindId(beginning)
                ?? throw TokenizerErrors.TokenUnknown(json.File, "bos_token", beginning),
        };
    }

    private static IEnumerable<AddedToken> Fitting(JsonComponent json, IReadOnlyList<AddedToken> tokens, BpeModel model)
    {
        foreach (AddedToken token in tokens)
        {
            AddedTokenReader.RequireFits(json.File, token, model);
        }

        return tokens;
    }

    private static IEnumerable<AddedToken> Named(JsonComponent json, BpeModel model) =>
        SpecialNames.Select(name => TokenText.Read(json, name)).OfType<string>().Append(DefaultToken).Distinct(
            StringComparer.Ordinal)
            .SelectMany(token => Special(model, token));

    private static IEnumerable<AddedToken> Special(BpeModel model, string token)
    {
        if (token.Length > 0 && model.FindId(token) is { } id)
        {
            yield return new AddedToken(id, token);
        }
    }
}
