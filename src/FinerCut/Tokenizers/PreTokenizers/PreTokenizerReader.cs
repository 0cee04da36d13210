using System.Text;
using FinerCut.Tokenizers.Characters;
using FinerCut.Tokenizers.Files;
using FinerCut.Tokenizers.Patterns;

namespace FinerCut.Tokenizers.PreTokenizers;

/// <summary>Reads the <c>pre_tokenizer</c> of a <c>tokenizer.json</c>.</summary>
internal static class PreTokenizerReader
{
    private const string Known =
        "ByteLevel, Split, Digits, Punctuation, Whitespace, WhitespaceSplit, Metaspace, Sequence";

    internal static IPreTokenizer Read(JsonComponent json)
    {
        IPreTokenizer preTokenizer = json.Type switch
        {
            "ByteLevel" => ByteLevel(json),
            "Split" => Split(json),
            "Digits" => Digits(json),
            "Punctuation" => new PatternPreTokenizer(
                new CodePointPattern(rune => CharacterTable.Library.Punctuation.Contains(rune.Value)), json.Choice(
                    "behavior", SplitBehavior.Isolated)),
            "Whitespace" => new PatternPreTokenizer(new WordRunPattern(), SplitBehavior.Removed),
            "WhitespaceSplit" =>
                new PatternPreTokenizer(new CodePointPattern(Rune.IsWhiteSpace), SplitBehavior.Removed),
            "Metaspace" => Metaspace(json),
            "Sequence" => new SequencePreTokenizer([.. json.Steps("pretokenizers").Select(Read)]),
            _ => throw json.NotUnderstood(Known),
        };
        json.RequireAllRead();
        return preTokenizer;
    }

    private static ByteLevelPreTokenizer ByteLevel(JsonComponent json)
    {
        json.Ignore("trim_offsets");
        return new ByteLevelPreTokenizer(json.Flag("add_prefix_space"), json.Flag("use_regex", missing: true));
    }

    private static PatternPreTokenizer Split(JsonComponent json)
    {
        ITextPattern pattern = json.Pattern("pattern");
        bool inverts = json.Flag("invert", missing: false);
        return new PatternPreTokenizer(
            inverts ? new InvertedPattern(pattern) : pattern, json.Choice<SplitBehavior>("behavior"));
    }

    private static PatternPreTokenizer Digits(JsonComponent json) => new(
        new CodePointPattern(CodePoints.IsNumeric),
        json.Flag("individual_digits", missing: false) ? SplitBehavior.Isolated : SplitBehavior.Contiguous);

    private static MetaspacePreTokenizer Metaspace(JsonComponent json) =>
        new(json.Character("replacement"), PrependSchemeReader.Read(json), json.Flag("split", missing: true));
}
