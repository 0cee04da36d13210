using FinerCut.Folders;
using FinerCut.Tokenizers;

namespace FinerCut.Commands.Tokens;

/// <summary>Turns texts into what <c>finercut tokens</c> shows.</summary>
public static class TokensRun
{
    /// <summary>Turns texts into tokens, each when it is asked for.</summary>
    /// <param name="options">Which texts, and how.</param>
    /// <returns>The tokens of each text, in the order of the file. A line of token ids instead of a text gives these
    /// ids.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">At once: there is no such model (FC1001), or its tokenizer
    /// cannot be read (FC30xx). When it is reached: the texts are missing, unreadable, too long, or damaged (FC3031 to
    /// FC3033, FC3054, FC3056).</exception>
    public static IEnumerable<TokenListing> Execute(TokensOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        HuggingFaceTokenizer tokenizer = OpenTokenizer(options.Model);
        return ListedTextReader.Read(options).Select(text => Describe(text, tokenizer, options.AddSpecialTokens));
    }

    private static HuggingFaceTokenizer OpenTokenizer(string model)
    {
        string full = model.Length == 0
            ? throw FolderErrors.Missing(model)
            : Path.TrimEndingDirectorySeparator(Path.GetFullPath(model));
        string folder = Directory.Exists(full) ? full
            : File.Exists(full) ? Path.GetDirectoryName(full)!
            : throw HubId.Missing(model);
        return TokenizerFolder.Open(PlacesFor(folder).FirstOrDefault(TokenizerFolder.Exists) ?? folder);
    }

    // A graph may lie in a subfolder, with the tokenizer beside it or above.
    private static IEnumerable<string> PlacesFor(string folder)
    {
        yield return folder;
        yield return Path.Combine(folder, GraphFile.SubfolderName);
        if (Path.GetFileName(folder) == GraphFile.SubfolderName && Path.GetDirectoryName(folder) is { } above)
        {
            yield return above;
        }
    }

    private static TokenListing Describe(ListedText text, HuggingFaceTokenizer tokenizer, bool addSpecialTokens)
    {
        IReadOnlyList<int> ids = text.Ids ?? tokenizer.EncodeIds(text.Text!, addSpecialTokens);
        return new TokenListing(
            text.Line, ids, ids.Select(id => new ListedToken(id, tokenizer.FindToken(id), tokenizer.FindBytes(id))));
    }
}
