using System.CommandLine;
using FinerCut.Cli.Answers;
using FinerCut.Cli.Diagnostics;
using FinerCut.Cli.Help;
using FinerCut.Cli.Reports;
using FinerCut.Commands.Sweep;
using Microsoft.Extensions.Logging;
using static FinerCut.Cli.Commands.OptionBuilder;

namespace FinerCut.Cli.Commands;

/// <summary><c>finercut sweep</c>: one search, and what each ratio of it is worth.</summary>
internal sealed class SweepCommand
{
    private readonly CommandRunner _runner;
    private readonly FileOptionSet _files;
    private readonly SweepOptionSet _options = new();
    private readonly Option<bool> _json = Flag("--json", "Print one JSON object instead of the curve and the tables");
    private readonly Option<bool> _quiet = Flag("--quiet", "No progress; warnings, errors and the answer stay", "-q");

    /// <param name="runner">Runs the command and reports what goes wrong.</param>
    public SweepCommand(CommandRunner runner) => (_runner, _files) =
        (runner, new FileOptionSet("a row for each ratio and text", _options.Force, isReported: true));

    /// <summary>The help page.</summary>
    public HelpPage Help => new()
    {
        Summary = "Shows how much worse and how much smaller a model becomes, ratio by ratio, after one search.",
        Usage = "finercut sweep MODEL [--ratios 0.05..0.5] [options]",
        Text = "MODEL is a .onnx file, or a folder that holds one. The search finds the order to the largest ratio, as "
            + "prune --until does. Every ratio is then measured on the dense model with sublayers bypassed, so no "
            + "model is written. The plan of the whole order is, and serves finercut apply for every ratio. With "
            + "--pick the model of the largest ratio that keeps a condition is written and verified as well; where "
            + "none keeps it, the exit code is 1.",
        Groups =
        [
            .. _options.Groups,
            new OptionGroup("What to show", [_json, .. _files.Options, _quiet, .. _runner.Options]),
        ],
        Examples =
        [
            "finercut sweep models/tales-3m",
            "finercut sweep smollm2 --ratios 0.1..0.4:0.1 --text wiki.txt --csv sweep.csv",
            "finercut sweep models/tales-3m --pick \"perplexity<=1.1x\" -o smaller",
        ],
    };

    /// <summary>Builds the command.</summary>
    /// <returns>The command for the parser.</returns>
    public Command Build()
    {
        Command command = new("sweep", "Show what each ratio costs and saves, after one search");
        _options.AddTo(command);
        command.Add(_json);
        _files.AddTo(command);
        command.Add(_quiet);
        command.SetAction(parsed => (int)_runner.RunCommand(parsed, log => Execute(parsed, log)));
        return command;
    }

    private ExitCode Execute(ParseResult parsed, ILogger log)
    {
        CliContext context = _runner.Context;
        SweepOptions options = _options.Read(parsed, context.Input);
        _files.CheckTargets(parsed);
        SweepResult result = _runner.Watch(
            parsed.GetValue(_quiet), observer => context.Library.Sweep(options, observer, log, context.Cancellation));
        ReportOrigin origin = new("sweep", options.Model, context.Time.GetUtcNow());
        _files.WriteTable(parsed, () => SweepCsv.ListRows(result));
        _files.WriteReport(parsed, () => new SweepReport(result, origin).Make());

        if (parsed.GetValue(_json))
        {
            ErrorDetails? details = result.Failure is { } cause ? ErrorReporter.Describe(cause) : null;
            CommandRunner.Answer(() => JsonAnswer.Write(context.Output, SweepAnswer.From(result, details)));
            return result.Failure is { } failure ? _runner.ReportAnswered(failure, log) : ExitCode.Done;
        }

        CommandRunner.Answer(
            new SweepSummary(result, options.Model, context.Output, context.OutputTerminal).Write);
        return result.Failure is { } error ? throw error : ExitCode.Done;
    }
}
