using FinerCut.Tokenizers.Files;

namespace FinerCut.Tokenizers.Normalizers;

/// <summary>Reads the <c>normalizer</c> of a <c>tokenizer.json</c>.</summary>
internal static class NormalizerReader
{
    private const string Known = "NFC, NFD, NFKC, NFKD, Replace, Prepend, Strip, Lowercase, Sequence";

    internal static ITextNormalizer Read(JsonComponent json)
    {
        ITextNormalizer normalizer = json.Type switch
        {
            "NFC" => new UnicodeNormalizer(UnicodeForm.Nfc),
            "NFD" => new UnicodeNormalizer(UnicodeForm.Nfd),
            "NFKC" => new UnicodeNormalizer(UnicodeForm.Nfkc),
            "NFKD" => new UnicodeNormalizer(UnicodeForm.Nfkd),
            "Replace" => new ReplaceNormalizer(json.Pattern("pattern"), json.Replacement("content")),
            "Prepend" => new PrependNormalizer(json.Text("prepend")),
            "Strip" => new StripNormalizer(json.Flag("strip_left"), json.Flag("strip_right")),
            "Lowercase" => new LowercaseNormalizer(),
            "Sequence" => new SequenceNormalizer([.. json.Steps("normalizers").Select(Read)]),
            _ => throw json.NotUnderstood(Known),
        };
        json.RequireAllRead();
        return normalizer;
    }
}
