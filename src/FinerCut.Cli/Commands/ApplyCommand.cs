using System.CommandLine;
using FinerCut.Cli.Answers;
using FinerCut.Cli.Diagnostics;
using FinerCut.Cli.Help;
using FinerCut.Cli.Reports;
using FinerCut.Commands.Apply;
using FinerCut.Commands.Prune;
using FinerCut.Execution;
using FinerCut.Search.Budgets;
using Microsoft.Extensions.Logging;
using static FinerCut.Cli.Commands.OptionBuilder;

namespace FinerCut.Cli.Commands;

/// <summary><c>finercut apply</c>: carries a plan out, or its first removals, without a search.</summary>
internal sealed class ApplyCommand
{
    private readonly CommandRunner _runner;
    private readonly FileOptionSet _files;
    private readonly Argument<string> _plan = new("PLAN");
    private readonly Argument<string> _model = new("MODEL");
    private readonly Option<string?> _ratio = Value(
        "--ratio", "R", "Share of the sublayers, 0.25 or 25%: the first of the plan, rounded down", "-r");
    private readonly Option<string?> _count = Value("--count", "N", "Number of sublayers: the first of the plan");
    private readonly Option<string?> _maxDistance = Value(
        "--max-distance", "D", "The first of the plan, as long as they lead no farther");
    private readonly Option<string?> _output = Value(
        "--output", "DIR", "Folder to write; default one beside the model's that names the amount", "-o");
    private readonly Option<bool> _keepCacheIndices =
        new("--keep-cache-indices") { Description = "Leave each key-value cache its number, as prune does with it" };
    private readonly Option<bool> _force = new("--force", "-f")
    {
        Description = "Replace the output folder, and the files of --html and --csv, if they are there",
    };

    private readonly EvaluationOptionSet _evaluation = new();
    private readonly HealingOptionSet _healing = new();
    private readonly Option<string?> _threads = Value(
        "--threads", "N", "Threads to verify on; default the physical cores it may use", "-t");
    private readonly Option<string?> _memory =
        Value("--memory", "SIZE", "Most memory to use, such as 2GiB; default most of what is free");
    private readonly Option<string?> _provider = Word(
        "--provider", "Where to verify; default auto: cuda where it loads, else cpu", typeof(ProviderChoice));
    private readonly Option<bool> _json =
        new("--json") { Description = "Print one JSON object instead of the summary" };
    private readonly Option<bool> _quiet =
        new("--quiet", "-q") { Description = "No progress; warnings, errors and the summary stay" };

    /// <param name="runner">Runs the command and reports what goes wrong.</param>
    public ApplyCommand(CommandRunner runner) =>
        (_runner, _files) = (runner, new FileOptionSet("a row for each removal", _force, isReported: true));

    /// <summary>The help page.</summary>
    public HelpPage Help => new()
    {
        Summary = "Removes what a plan says, or the first part of it, without a search.",
        Usage = "finercut apply PLAN MODEL [--ratio R | --count N | --max-distance D] [options]",
        Text = "PLAN is a plan file, or a folder that finercut pruned. MODEL is the model that the plan was made for, "
            + "a .onnx file or its folder; it is told by its hash. A plan of prune --until 1.0 serves every amount: "
            + "the greedy search for fewer begins with the same removals.",
        Groups =
        [
            new("How much of the plan (default all)", [_ratio, _count, _maxDistance]),
            _healing.Group,
            _evaluation.Group,
            new("What to write", [_output, _keepCacheIndices, _force]),
            new("Where to run", [_threads, _memory, _provider]),
            new("What to show", [.. _files.Options, _json, _quiet, .. _runner.Options]),
        ],
        Examples =
        [
            "finercut apply models/tales-3m-order.plan.json models/tales-3m --ratio 0.4",
            "finercut apply smaller/finercut.plan.json model.onnx -o again --json",
        ],
    };

    /// <summary>Builds the command.</summary>
    /// <returns>The command for the parser.</returns>
    public Command Build()
    {
        Command command = new("apply", "Carry a plan out, or a part of it, without a search")
        {
            _plan, _model, _ratio, _count, _maxDistance, _output, _keepCacheIndices, _force,
            _threads, _memory, _provider, _json, _quiet,
        };
        Option[] more = [.. _healing.Group.Options, .. _evaluation.Group.Options, .. _files.Options];
        foreach (Option option in more)
        {
            command.Add(option);
        }

        command.SetAction(parsed => (int)_runner.RunCommand(parsed, log => Execute(parsed, log)));
        return command;
    }

    private ExitCode Execute(ParseResult parsed, ILogger log)
    {
        CliContext context = _runner.Context;
        _files.CheckTargets(parsed);
        ApplyOptions options = Read(parsed);
        PruneFiles files = new(_files, parsed, new ReportOrigin("apply", options.Model, context.Time.GetUtcNow()))
        {
            Writer = new ReportTexts(_runner, parsed.GetValue(_quiet), log),
            Texts = options.Evaluation.Texts,
            Runtime = options.Runtime,
        };
        PruneResult result = files.Run(refused => _runner.Watch(
            parsed.GetValue(_quiet),
            observer => context.Library.Apply(
                options with { Evaluation = options.Evaluation with { Refused = refused } },
                observer,
                log,
                context.Cancellation)));
        CommandRunner.Answer(parsed.GetValue(_json)
            ? () => JsonAnswer.Write(context.Output, PruneAnswer.From(result))
            : new PruneSummary(result, options.Model, context.Output, context.OutputTerminal).Write);
        return ExitCode.Done;
    }

    private ApplyOptions Read(ParseResult parsed)
    {
        IReadOnlyList<string> given = OptionText.Given(parsed, [_ratio, _count, _maxDistance]);
        return given.Count > 1 ? throw UsageErrors.SeveralAmounts(given) : new ApplyOptions
        {
            Plan = parsed.GetRequiredValue(_plan),
            Model = parsed.GetRequiredValue(_model),
            Budget = ReadBudget(parsed),
            Output = new()
            {
                Path = parsed.GetValue(_output),
                KeepCacheIndices = parsed.GetValue(_keepCacheIndices),
                Force = parsed.GetValue(_force),
            },
            Healing = _healing.Read(parsed),
            Evaluation = _evaluation.Read(parsed),
            Runtime = new()
            {
                Threads = OptionText.WholeNumber(parsed, _threads, "2"),
                MemoryBytes = OptionText.Bytes(parsed, _memory, "2GiB"),
                Provider = OptionText.Word(parsed, _provider, Enum.GetValues<ProviderChoice>()) ?? default,
            },
        };
    }

    private SearchBudget? ReadBudget(ParseResult parsed) =>
        OptionText.Share(parsed, _ratio, "0.25 or 25%") is { } ratio ? new RatioBudget(ratio)
        : OptionText.WholeNumber(parsed, _count, "6") is { } count ? new CountBudget(count)
        : OptionText.Number(parsed, _maxDistance, "0.1") is { } largest ? new DistanceBudget(largest)
        : null;
}
