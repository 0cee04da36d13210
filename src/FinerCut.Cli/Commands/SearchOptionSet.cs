using System.CommandLine;
using FinerCut.Calibration;
using FinerCut.Cli.Diagnostics;
using FinerCut.Decoders;
using FinerCut.Distances;
using FinerCut.Search;
using FinerCut.Search.Resume;
using static FinerCut.Cli.Commands.OptionBuilder;

namespace FinerCut.Cli.Commands;

/// <summary>The options of <c>prune</c> and <c>sweep</c> that say how to search, and on what samples.</summary>
internal sealed class SearchOptionSet
{
    private static readonly CalibrationOptions Calibration = new();
    private static readonly SearchOptions Search = new();
    private static readonly SublayerKind[] Kinds = [SublayerKind.Attention, SublayerKind.Ffn];

    private readonly Option<string?> _metric = Word(
        "--metric", "Distance between the logits of the dense and the pruned model; default "
            + $"{OptionText.WordFor(Search.Metric)}", typeof(DistanceMetric));
    private readonly Option<string?> _search = Word(
        "--search", $"What to leave out; default {OptionText.WordFor(Search.Policy)}: what earlier steps say cannot "
            + "win; exhaustive leaves out only what is proven useless", typeof(SearchPolicyName));
    private readonly Option<string[]> _calibration = List(
        "--calibration", "FILE", "Text or token ids to calibrate on: .txt, .md, .jsonl, .npy, a glob, - for stdin, "
            + "self or random; default a built-in text");
    private readonly Option<string?> _textField = Value(
        "--text-field", "NAME", $"Field of a .jsonl object with its text; default {Calibration.TextField}");
    private readonly Option<string?> _packing = Word(
        "--packing", "Cut samples from one sequence, or take one document a sample; default "
            + $"{OptionText.WordFor(Calibration.Packing)}", typeof(CalibrationPacking));
    private readonly Option<string?> _seed = Value(
        "--seed", "N", "Pick the samples at random; default the first ones");
    private readonly Option<string?> _samples = Value(
        "--samples", "N", $"Samples of the calibration set; default {Calibration.Samples}");
    private readonly Option<string?> _sampleTokens = Value(
        "--sample-tokens", "N", $"Tokens in each sample; default {Calibration.SampleTokens}");
    private readonly Option<string?> _only = Word(
        "--only",
        "Remove sublayers of this kind only",
        typeof(SublayerKind),
        nameof(SublayerKind.Attention),
        nameof(SublayerKind.Ffn));
    private readonly Option<string[]> _protect = List(
        "--protect",
        "LIST",
        "Sublayers that must stay; * stands for anything, a number for a layer: \"0.attn,3-5,29.*\"");
    private readonly Option<bool> _allScores =
        new("--all-scores") { Description = "Score every candidate on every sample, also those that cannot win" };
    private readonly Option<bool> _resume = new("--resume")
    {
        Description = "Continue the search that an interrupted run kept, or fail; default where it matches"
    };
    private readonly Option<bool> _restart =
        new("--restart") { Description = "Start over, whatever an interrupted run kept" };
    /// <summary>The options in the order of the help page.</summary>
    public IReadOnlyList<Option> Options =>
    [
        _metric,
        _search,
        _calibration,
        _textField,
        _packing,
        _samples,
        _sampleTokens,
        _seed,
        _only,
        _protect,
        _allScores,
        _resume,
        _restart,
    ];

    /// <summary>The option that asks for a kept search.</summary>
    public Option<bool> Resume => _resume;

    /// <summary>Reads how to search.</summary>
    /// <param name="parsed">The command line.</param>
    /// <returns>The options for the library, which judges their values.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">A text is not a possible word, or options contradict each
    /// other.</exception>
    public SearchOptions Read(ParseResult parsed) => new()
    {
        Metric = OptionText.Word(parsed, _metric, Enum.GetValues<DistanceMetric>()) ?? Search.Metric,
        Policy = OptionText.Word(parsed, _search, Enum.GetValues<SearchPolicyName>()) ?? Search.Policy,
        Only = OptionText.Word(parsed, _only, Kinds),
        Protect = OptionText.List(parsed, _protect, "0.attn,29.*"),
        AllScores = parsed.GetValue(_allScores),
        Resume = ReadResume(parsed),
    };

    /// <summary>Reads what to search on.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="standardInput">Opens what <c>-</c> stands for.</param>
    /// <returns>The options for the library, which judges their values.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">A text is not a number or a possible word.</exception>
    public CalibrationOptions ReadCalibration(ParseResult parsed, Func<Stream> standardInput) => new()
    {
        Sources = parsed.GetValue(_calibration) ?? [],
        TextField = parsed.GetValue(_textField) ?? Calibration.TextField,
        Packing = OptionText.Word(parsed, _packing, Enum.GetValues<CalibrationPacking>()) ?? Calibration.Packing,
        Samples = OptionText.WholeNumber(parsed, _samples, "10") ?? Calibration.Samples,
        SampleTokens = OptionText.WholeNumber(parsed, _sampleTokens, "256") ?? Calibration.SampleTokens,
        Seed = OptionText.WholeNumber(parsed, _seed, "1"),
        StandardInput = standardInput,
    };

    private ResumeMode ReadResume(ParseResult parsed) => (parsed.GetValue(_resume), parsed.GetValue(_restart)) switch
    {
        (true, true) => throw UsageErrors.ResumeAndRestart(),
        (true, _) => ResumeMode.Required,
        (_, true) => ResumeMode.Restart,
        _ => ResumeMode.Matching,
    };
}
