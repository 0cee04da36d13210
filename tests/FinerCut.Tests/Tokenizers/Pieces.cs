using System.Text.Json;
using FinerCut.Tokenizers.Files;
using FinerCut.Tokenizers.Limits;
using FinerCut.Tokenizers.PreTokenizers;

namespace FinerCut.Tests.Tokenizers;

/// <summary>What a pre-tokenizer cuts a text into.</summary>
internal static class Pieces
{
    internal static IEnumerable<string> Of(string preTokenizer, string text)
    {
        using JsonDocument json = JsonDocument.Parse(preTokenizer);
        List<TextPiece> pieces = [];
        PreTokenizerReader.Read(new JsonComponent("tokenizer.json", "pre_tokenizer", json.RootElement))
            .Split(new TextPiece(text, IsAtStart: true), pieces, EncodingLimits.For(text.Length));
        return pieces.Select(piece => piece.Text);
    }
}
