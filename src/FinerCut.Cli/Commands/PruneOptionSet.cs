using System.CommandLine;
using FinerCut.Cli.Diagnostics;
using FinerCut.Cli.Help;
using FinerCut.Commands.Prune;
using FinerCut.Search.Budgets;
using static FinerCut.Cli.Commands.OptionBuilder;

namespace FinerCut.Cli.Commands;

/// <summary>The argument and the options of <c>prune</c> that say what to do.</summary>
internal sealed class PruneOptionSet
{
    private readonly Argument<string> _model = new("MODEL");
    private readonly BudgetOptionSet _budget = new();
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
        Description = "Replace the output folder, and the files of --html and --csv, if they are there",
    };

    private readonly Option<bool> _dryRun =
        new("--dry-run") { Description = "Search and show the plan, but write nothing" };
    private readonly SearchOptionSet _search = new();
    private readonly EvaluationOptionSet _evaluation = new();
    private readonly HealingOptionSet _healing = new();
    private readonly RuntimeOptionSet _runtime = new();

    /// <summary>Whether what is there is replaced.</summary>
    public Option<bool> Force => _force;

    /// <summary>The options in the groups of the help page.</summary>
    public IReadOnlyList<OptionGroup> Groups =>
    [
        _budget.Group,
        new("How to search", [_budget.SpeedupOf, .. _search.Options]),
        _healing.Group,
        _evaluation.Group,
        new("What to write", [_output, _keepCacheIndices, _force, _dryRun]),
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
    /// <exception cref="FinerCut.Onnx.DiagnosticException">A text is not a number or a possible word, or the amount is
    /// not given once.</exception>
    public PruneOptions Read(ParseResult parsed, Func<Stream> standardInput)
    {
        Budget budget = _budget.Read(parsed);
        RefuseResumeByHand(parsed);
        return new PruneOptions
        {
            Model = parsed.GetRequiredValue(_model),
            Budget = budget,
            Calibration = _search.ReadCalibration(parsed, standardInput),
            Search = _search.Read(parsed),
            Healing = _healing.Read(parsed),
            Evaluation = _evaluation.Read(parsed),
            Runtime = _runtime.Read(parsed),
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
        Calibration = _search.ReadCalibration(parsed, standardInput),
        Runtime = _runtime.Read(parsed),
    };

    private void RefuseResumeByHand(ParseResult parsed)
    {
        if (parsed.GetValue(_search.Resume) && parsed.GetResult(_budget.Remove) is { Implicit: false })
        {
            throw UsageErrors.ResumeWithoutSearch();
        }
    }
}
