using System.CommandLine;
using FinerCut.Calibration;
using FinerCut.Cli.Diagnostics;
using FinerCut.Cli.Help;
using FinerCut.Commands.Prune;
using FinerCut.Decoders;
using FinerCut.Distances;
using FinerCut.Execution;
using FinerCut.Search;
using FinerCut.Search.Resume;
using static FinerCut.Cli.Commands.OptionBuilder;

namespace FinerCut.Cli.Commands;

/// <summary>The argument and the options of <c>prune</c> that say what to do.</summary>
internal sealed class PruneOptionSet
{
    private static readonly CalibrationOptions Calibration = new();
    private static readonly SearchOptions Search = new();
    private static readonly RuntimeOptions Runtime = new();
    private static readonly SublayerKind[] Kinds = [SublayerKind.Attention, SublayerKind.Ffn];

    private readonly Argument<string> _model = new("MODEL");
    private readonly BudgetOptionSet _budget = new();
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
    private readonly Option<string?> _output = Value(
        "--output", "DIR", "Folder to write, with --until the plan's file; default one beside the model's "
            + "folder", "-o");
    private readonly Option<bool> _keepCacheIndices = new("--keep-cache-indices")
    {
        Description =
            "Leave each key-value cache its number, with gaps; default numbers from 0, as every client expects",
    };

    private readonly Option<bool> _force = new("--force", "-f")
    {
        Description = "Replace the output folder if it is there",
    };

    private readonly Option<bool> _allScores =
        new("--all-scores") { Description = "Score every candidate on every sample, also those that cannot win" };
    private readonly Option<bool> _dryRun =
        new("--dry-run") { Description = "Search and show the plan, but write nothing" };
    private readonly Option<bool> _resume = new("--resume")
    {
        Description = "Continue the search that an interrupted run kept, or fail; default where it matches"
    };
    private readonly Option<bool> _restart =
        new("--restart") { Description = "Start over, whatever an interrupted run kept" };
    private readonly Option<string?> _threads = Value(
        "--threads", "N", "Threads to run on; default the physical cores it may use", "-t");
    private readonly Option<string?> _memory =
        Value("--memory", "SIZE", "Most memory to use, such as 2GiB; default most of what is free");
    private readonly Option<string?> _provider = Word(
        "--provider", $"Where to run; default {OptionText.WordFor(Runtime.Provider)}: cuda where it loads, else "
            + "cpu", typeof(ProviderChoice));

    private readonly EvaluationOptionSet _evaluation = new();

    /// <summary>The options in the groups of the help page.</summary>
    public IReadOnlyList<OptionGroup> Groups =>
    [
        _budget.Group,
        new("How to search", [
            _budget.SpeedupOf,
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
            _restart
        ]),
        _evaluation.Group,
        new("What to write", [_output, _keepCacheIndices, _force, _dryRun]),
        new("Where to run", [_threads, _memory, _provider]),
    ];

    /// <summary>Adds the symbols to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        command.Add(_model);
        foreach (Option option in Groups.SelectMany(group => group.Options))
        {
            command.Add(option);
        }
    }

    /// <summary>Reads what the command line asks for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="standardInput">Opens what <c>-</c> stands for.</param>
    /// <returns>The options for the library, which judges their values.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">A text is not a number or a possible word, or the amount is
    /// not given once.</exception>
    public PruneOptions Read(ParseResult parsed, Func<Stream> standardInput)
    {
        return new PruneOptions
        {
            Model = parsed.GetRequiredValue(_model),
            Budget = _budget.Read(parsed),
            Calibration = ReadCalibration(parsed, standardInput),
            Search = new()
            {
                Metric = OptionText.Word(parsed, _metric, Enum.GetValues<DistanceMetric>()) ?? Search.Metric,
                Policy = OptionText.Word(parsed, _search, Enum.GetValues<SearchPolicyName>()) ?? Search.Policy,
                Only = OptionText.Word(parsed, _only, Kinds),
                Protect = OptionText.List(parsed, _protect, "0.attn,29.*"),
                AllScores = parsed.GetValue(_allScores),
                Resume = ReadResume(parsed),
            },
            Evaluation = _evaluation.Read(parsed),
            Runtime = ReadRuntime(parsed),
            Output = new()
            {
                Path = parsed.GetValue(_output),
                KeepCacheIndices = parsed.GetValue(_keepCacheIndices),
                DryRun = parsed.GetValue(_dryRun),
                Force = parsed.GetValue(_force),
            },
        };
    }

    /// <summary>Reads what to show of a calibration set, which needs no amount.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="standardInput">Opens what <c>-</c> stands for.</param>
    /// <returns>The options for the library, which judges their values.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">A text is not a number or a possible word.</exception>
    public CalibrationPreviewOptions ReadPreview(ParseResult parsed, Func<Stream> standardInput) => new()
    {
        Model = parsed.GetRequiredValue(_model),
        Calibration = ReadCalibration(parsed, standardInput),
        Runtime = ReadRuntime(parsed),
    };

    private CalibrationOptions ReadCalibration(ParseResult parsed, Func<Stream> standardInput) => new()
    {
        Sources = parsed.GetValue(_calibration) ?? [],
        TextField = parsed.GetValue(_textField) ?? Calibration.TextField,
        Packing = OptionText.Word(parsed, _packing, Enum.GetValues<CalibrationPacking>()) ?? Calibration.Packing,
        Samples = OptionText.WholeNumber(parsed, _samples, "10") ?? Calibration.Samples,
        SampleTokens = OptionText.WholeNumber(parsed, _sampleTokens, "256") ?? Calibration.SampleTokens,
        Seed = OptionText.WholeNumber(parsed, _seed, "1"),
        StandardInput = standardInput,
    };

    private RuntimeOptions ReadRuntime(ParseResult parsed) => new()
    {
        Threads = OptionText.WholeNumber(parsed, _threads, "2"),
        MemoryBytes = OptionText.Bytes(parsed, _memory, "2GiB"),
        Provider = OptionText.Word(parsed, _provider, Enum.GetValues<ProviderChoice>()) ?? Runtime.Provider,
    };

    private ResumeMode ReadResume(ParseResult parsed) => (parsed.GetValue(_resume), parsed.GetValue(_restart)) switch
    {
        (true, true) => throw UsageErrors.ResumeAndRestart(),
        (true, _) when parsed.GetResult(_budget.Remove) is { Implicit: false } =>
            throw UsageErrors.ResumeWithoutSearch(),
        (true, _) => ResumeMode.Required,
        (_, true) => ResumeMode.Restart,
        _ => ResumeMode.Matching,
    };
}
