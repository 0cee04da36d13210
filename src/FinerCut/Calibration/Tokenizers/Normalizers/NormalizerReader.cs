using System.Text;
using FinerCut.Calibration.Tokenizers.Files;

namespace FinerCut.Calibration.Tokenizers.Normalizers;

/// <summary>Reads the <c>normalizer</c> of a <c>tokenizer.json</c>.</summary>
internal static class NormalizerReader
{
    private const string Known = "NFC, NFD, NFKC, NFKD, Replace, Prepend, Strip, Lowercase, Sequence";

    internal static ITextNormalizer Read(JsonComponent json)
    {
        ITextNormalizer normalizer = json.Type switch
        {
            "NFC" => Unicode(json, NormalizationForm.FormC),
            "NFD" => Unicode(json, NormalizationForm.FormD),
            "NFKC" => Unicode(json, NormalizationForm.FormKC),
            "NFKD" => Unicode(json, NormalizationForm.FormKD),
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

    private static UnicodeNormalizer Unicode(JsonComponent json, NormalizationForm form) => UnicodeNormalizer.IsAvailable
        ? new UnicodeNormalizer(form)
        : throw TokenizerErrors.InvariantGlobalization(json.File, json.Path, json.Type);
}
