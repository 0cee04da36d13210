using System.CommandLine;
using FinerCut.Cli.Diagnostics;
using FinerCut.Cli.Help;
using FinerCut.Commands.Sweep;
using static FinerCut.Cli.Commands.OptionBuilder;

namespace FinerCut.Cli.Commands;

/// <summary>The argument and the options of <c>sweep</c> that say what to do.</summary>
internal sealed class SweepOptionSet
{
    private readonly Argument<string> _model = new("MODEL");
    private readonly Option<string?> _ratios = Value(
        "--ratios",
        "LIST",
        "Shares of the sublayers: a range 0.05..0.5 or 5%..50%, with a step 0.05..0.5:0.1, or a list 0.1,0.25,0.4; "
            + "default 0.05..0.5, step 0.05");
    private readonly Option<string?> _pick = Value(
        "--pick",
        "CONDITION",
        "Write the model of the largest ratio that keeps it: \"perplexity<=1.1x\", \"perplexity<=30\", "
            + "\"distance<=0.2\", \"bytes<=0.8x\", or several with commas between");
    private readonly Option<string?> _output = Value(
        "--output", "PATH", "Folder to write with --pick, else the plan's file; default one beside the model's folder",
        "-o");
    private readonly Option<string?> _plan = Value(
        "--plan", "FILE", "File for the plan of the whole order; default one beside the model's folder");
    private readonly Option<bool> _keepCacheIndices = Flag(
        "--keep-cache-indices", "Leave each key-value cache its number, as prune does with it");
    private readonly Option<bool> _force = Flag(
        "--force", "Replace the plan, the output folder, and the files of --html and --csv, if they are there", "-f");
    private readonly Option<bool> _dryRun = Flag("--dry-run", "Search and measure, but write neither plan nor model");
    private readonly SearchOptionSet _search = new();
    private readonly EvaluationOptionSet _evaluation = new();
    private readonly RuntimeOptionSet _runtime = new();

    /// <summary>Whether what is there is replaced.</summary>
    public Option<bool> Force => _force;

    /// <summary>The options in the groups of the help page.</summary>
    public IReadOnlyList<OptionGroup> Groups =>
    [
        new("What to try", [_ratios, _evaluation.Texts]),
        new("How to search", _search.Options),
        new("What to write", [_pick, _output, _plan, _keepCacheIndices, _force, _dryRun]),
        new("Where to run", _runtime.Options),
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
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC7201 to FC7203: a text is no ratio or condition. FC7205:
    /// the plan has two names. Or another option is not understood.</exception>
    public SweepOptions Read(ParseResult parsed, Func<Stream> standardInput)
    {
        (string? output, string? plan) = (parsed.GetValue(_output), parsed.GetValue(_plan));
        PickCondition? pick = parsed.GetValue(_pick) is { } condition ? PickCondition.Parse(condition) : null;
        if (pick is null && output is not null && plan is not null)
        {
            throw UsageErrors.TwoPlanFiles();
        }

        SweepOptions options = new() { Model = parsed.GetRequiredValue(_model) };
        return options with
        {
            Ratios = parsed.GetValue(_ratios) is { } ratios ? SweepRatios.Parse(ratios) : options.Ratios,
            Texts = _evaluation.ReadTexts(parsed),
            Calibration = _search.ReadCalibration(parsed, standardInput),
            Search = _search.Read(parsed),
            Runtime = _runtime.Read(parsed),
            Pick = pick,
            PlanPath = pick is null ? plan ?? output : plan,
            Output = new()
            {
                Path = pick is null ? null : output,
                KeepCacheIndices = parsed.GetValue(_keepCacheIndices),
                DryRun = parsed.GetValue(_dryRun),
                Force = parsed.GetValue(_force),
            },
        };
    }
}
