using System.Globalization;
using System.Text.Json;
using FinerCut.Tokenizers.AddedTokens;

namespace FinerCut.Tokenizers.Files;

/// <summary>Reads the added tokens that stand beside a vocabulary: in <c>tokenizer_config.json</c>, else in
/// <c>added_tokens.json</c> and <c>special_tokens_map.json</c>.</summary>
internal static class ConfiguredTokenReader
{
    private const string ListName = "added_tokens_decoder";

    private static readonly string[] SpecialNames =
        ["bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token"];

    /// <summary>Reads the tokens of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="findId">Gives the id of a token of the vocabulary; a special token without any is left out.</param>
    /// <returns>The tokens; of those that stand twice the last counts.</returns>
    internal static IReadOnlyList<AddedToken> Read(string folder, Func<string, int?> findId)
    {
        string configuration = Path.Combine(folder, TokenizerConfigurationReader.FileName);
        IReadOnlyList<AddedToken>? listed = File.Exists(configuration)
            ? TokenizerJsonFile.Read(configuration, ReadList) : null;
        return listed ?? [.. ReadOlder(folder, findId)];
    }

    /// <summary>Reads tokens that stand under their ids, of those under one id the last; null where there is no such
    /// list.</summary>
    internal static IReadOnlyList<AddedToken>? ReadList(JsonComponent json)
    {
        if (!json.Has(ListName))
        {
            return null;
        }

        JsonComponent list = json.Component(ListName);
        Dictionary<int, AddedToken> tokens = [];
        foreach (JsonProperty property in json.Properties(ListName))
        {
            int id = IdOf(json, property.Name);
            tokens[id] = AddedTokenReader.Read(list.Component(property.Name), id);
        }

        return [.. tokens.Values];
    }

    private static int IdOf(JsonComponent json, string name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int id)
            ? id
            : throw TokenizerErrors.WrongShape(json.File, ListName, "an object with ids as names", $"named '{name}'");

    private static IEnumerable<AddedToken> ReadOlder(string folder, Func<string, int?> findId)
    {
        Dictionary<string, AddedToken> special = new(StringComparer.Ordinal);
        string[] names = ["special_tokens_map.json", TokenizerConfigurationReader.FileName];
        string[] files = [.. names.Select(name => Path.Combine(folder, name)).Where(File.Exists)];
        foreach (AddedToken token in files
            .SelectMany(file => TokenizerJsonFile.Read(file, json => ReadSpecial(json).ToList())))
        {
            special[token.Content] = token;
        }

        string added = Path.Combine(folder, "added_tokens.json");
        Dictionary<string, int> ids = !File.Exists(added) ? [] : TokenizerJsonFile.Read(
            added, json => Models.BpeModelReader.ReadVocabulary(json.File, json.Properties()));
        return ids.Select(entry => special.GetValueOrDefault(
            entry.Key, new AddedToken(0, entry.Key) { IsNormalized = true }) with
        { Id = entry.Value })
            .Concat(special.Values.Where(token => !ids.ContainsKey(token.Content) && findId(token.Content) is not null)
                .Select(token => token with { Id = findId(token.Content)!.Value }));
    }

    private static IEnumerable<AddedToken> ReadSpecial(JsonComponent json)
    {
        foreach (string name in SpecialNames.Where(json.Has))
        {
            yield return json.IsObject(name) ? ReadObject(json.Component(name)) : new AddedToken(0, json.Text(name));
        }

        const string More = "additional_special_tokens";
        foreach ((JsonElement element, int index) in (json.Has(More) ? json.Array(More) : [])
            .Select((element, index) => (element, index)))
        {
            yield return element.ValueKind == JsonValueKind.String
                ? new AddedToken(0, element.GetString()!)
                : ReadObject(new JsonComponent(json.File, $"{More}[{index}]", element));
        }
    }

    private static AddedToken ReadObject(JsonComponent json)
    {
        json.Ignore("__type", "id");
        return AddedTokenReader.Read(json, id: 0);
    }
}
