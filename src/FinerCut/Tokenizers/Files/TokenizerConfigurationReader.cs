namespace FinerCut.Tokenizers.Files;

/// <summary>Reads of a <c>tokenizer_config.json</c> what goes before the vocabulary;
/// <see cref="ConfiguredTokenReader"/> reads the rest.</summary>
internal static class TokenizerConfigurationReader
{
    internal const string FileName = "tokenizer_config.json";

    /// <summary>Reads the configuration of a folder.</summary>
    /// <returns>One that says nothing where there is no file.</returns>
    internal static TokenizerConfiguration Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        return File.Exists(path) ? TokenizerJsonFile.Read(path, Read) : new TokenizerConfiguration { File = path };
    }

    private static TokenizerConfiguration Read(JsonComponent json) => new()
    {
        File = json.File,
        Class = json.OptionalText("tokenizer_class"),
        AddsBeginning = OptionalFlag(json, "add_bos_token"),
        AddsEnd = OptionalFlag(json, "add_eos_token"),
        AddsPrefixSpace = OptionalFlag(json, "add_prefix_space"),
        IsLegacy = OptionalFlag(json, "legacy"),
        Beginning = TokenText.Read(json, "bos_token"),
        End = TokenText.Read(json, "eos_token"),
    };

    private static bool? OptionalFlag(JsonComponent json, string name) => json.Has(name) ? json.Flag(name) : null;
}
