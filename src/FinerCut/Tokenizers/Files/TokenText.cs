namespace FinerCut.Tokenizers.Files;

/// <summary>Tokens that a configuration names by their text, or by an object that has their text as content.</summary>
internal static class TokenText
{
    /// <summary>Reads the text of a token.</summary>
    /// <returns>The text; null where the configuration does not name the token.</returns>
    internal static string? Read(JsonComponent json, string name) => !json.Has(name) ? null
        : json.IsObject(name) ? json.Component(name).Text("content")
        : json.Text(name);
}
