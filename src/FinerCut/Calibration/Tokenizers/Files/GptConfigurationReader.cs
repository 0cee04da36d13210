using System.Globalization;
using System.Text.Json;
using FinerCut.Calibration.Tokenizers.AddedTokens;
using FinerCut.Calibration.Tokenizers.Models;

namespace FinerCut.Calibration.Tokenizers.Files;

/// <summary>Reads of a <c>tokenizer_config.json</c> what GPT-2's tokenizer takes from it.</summary>
internal static class GptConfigurationReader
{
    private const string DefaultToken = "<|endoftext|>";
    private const string AddedTokensName = "added_tokens_decoder";

    private static readonly string[] Classes = ["GPT2Tokenizer", "GPT2TokenizerFast", "CodeGenTokenizer", "CodeGenTokenizerFast"];
    private static readonly string[] SpecialNames = ["bos_token", "eos_token", "unk_token", "pad_token"];

    internal static GptConfiguration Read(string folder, BpeModel model)
    {
        string path = Path.Combine(folder, "tokenizer_config.json");
        return File.Exists(path)
            ? JsonFile.Read(path, json => Read(json, model))
            : new GptConfiguration([.. Special(model, DefaultToken)]);
    }

    private static GptConfiguration Read(JsonComponent json, BpeModel model)
    {
        string known = string.Join(", ", Classes);
        if (json.OptionalText("tokenizer_class") is { } name && !Classes.Contains(name, StringComparer.Ordinal))
        {
            throw TokenizerErrors.ClassNotUnderstood(json.File, name, known);
        }

        List<AddedToken> tokens = [.. json.Has(AddedTokensName) ? Listed(json, model) : Named(json, model)];
        string beginning = TokenText(json, "bos_token") ?? DefaultToken;
        bool addsBeginning = json.Flag("add_bos_token", missing: false);
        return new GptConfiguration(tokens)
        {
            AddsPrefixSpace = json.Flag("add_prefix_space", missing: false),
            BeginningId = !addsBeginning ? null
                : tokens.Find(token => token.Content == beginning)?.Id ?? model.FindId(beginning)
                ?? throw TokenizerErrors.TokenUnknown(json.File, "bos_token", beginning),
        };
    }

    private static IEnumerable<AddedToken> Listed(JsonComponent json, BpeModel model)
    {
        JsonComponent list = json.Component(AddedTokensName);
        foreach (JsonProperty property in json.Properties(AddedTokensName))
        {
            int id = int.TryParse(property.Name, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                ? number
                : throw TokenizerErrors.WrongShape(json.File, AddedTokensName, "an object with ids as names", $"named '{property.Name}'");
            JsonComponent item = list.Component(property.Name);
            AddedToken token = AddedTokenReader.Read(item, id);
            AddedTokenReader.RequireFits(item, token, model);
            yield return token;
        }
    }

    private static IEnumerable<AddedToken> Named(JsonComponent json, BpeModel model) =>
        SpecialNames.Select(name => TokenText(json, name)).OfType<string>().Append(DefaultToken).Distinct(StringComparer.Ordinal)
            .SelectMany(token => Special(model, token));

    // A token is named by its text, or by an object that has its text as content.
    private static string? TokenText(JsonComponent json, string name) => !json.Has(name) ? null
        : json.IsObject(name) ? json.Component(name).Text("content")
        : json.Text(name);

    private static IEnumerable<AddedToken> Special(BpeModel model, string token)
    {
        if (token.Length > 0 && model.FindId(token) is { } id)
        {
            yield return new AddedToken(id, token);
        }
    }
}
