using System.CommandLine;
using FinerCut.Cli.Answers;
using FinerCut.Cli.Diagnostics;
using FinerCut.Cli.Help;
using FinerCut.Cli.Reports;
using FinerCut.Commands.Prune;
using FinerCut.Search.Budgets;
using Microsoft.Extensions.Logging;

namespace FinerCut.Cli.Commands;

/// <summary><c>finercut prune</c>: search, write, verify, and say what came of it.</summary>
internal sealed class PruneCommand
{
    private readonly CommandRunner _runner;
    private readonly PruneOptionSet _options = new();
    private readonly FileOptionSet _files;
    private readonly Option<bool> _json =
        new("--json") { Description = "Print one JSON object instead of the summary" };
    private readonly Option<bool> _show =
        new("--show-calibration") { Description = "Print the samples to calibrate on, without a search" };
    private readonly Option<bool> _quiet =
        new("--quiet", "-q") { Description = "No progress; warnings, errors and the summary stay" };

    /// <param name="runner">Runs the command and reports what goes wrong.</param>
    public PruneCommand(CommandRunner runner) =>
        (_runner, _files) = (runner, new FileOptionSet("a row for each removal", _options.Force, isReported: true));

    /// <summary>The help page.</summary>
    public HelpPage Help => new()
    {
        Summary = "Removes the sublayers that a model misses least, and writes the smaller model.",
        Usage = "finercut prune MODEL (--ratio R | --count N | another amount) [options]",
        Text = "MODEL is a .onnx file, or a folder that holds one with its config.json or genai_config.json. A "
            + "sublayer is the attention or the feed-forward half of a decoder layer, named by its layer from 0: "
            + "12.attn, 12.ffn. The result is a folder that can be deployed as it is; it is loaded from disk and "
            + "compared before the command says that it is done. Where something is to be saved, sublayers go by what "
            + "they cost for what they save.",
        Groups =
        [
            .. _options.Groups,
            new OptionGroup("What to show", [.. _files.Options, _json, _show, _quiet, .. _runner.Options]),
        ],
        Examples =
        [
            "finercut prune models/tales-3m --ratio 0.25",
            "finercut prune model.onnx --count 8 --protect \"0.*,29.*\" -o smaller",
            "finercut prune models/tales-3m --remove 3.attn,7.ffn --json",
            "finercut prune models/tales-3m --kv-cache 40%",
            "finercut prune models/tales-3m --until 1.0 -o order.plan.json",
        ],
    };

    /// <summary>Builds the command.</summary>
    /// <returns>The command for the parser.</returns>
    public Command Build()
    {
        Command command = new("prune", "Remove the sublayers that a model misses least");
        _options.AddTo(command);
        _files.AddTo(command);
        command.Add(_json);
        command.Add(_show);
        command.Add(_quiet);
        command.SetAction(parsed => (int)_runner.RunCommand(parsed, log => Execute(parsed, log)));
        return command;
    }

    private ExitCode Execute(ParseResult parsed, ILogger log)
    {
        CliContext context = _runner.Context;
        if (parsed.GetValue(_show))
        {
            return ShowCalibration(parsed, log);
        }

        _files.CheckTargets(parsed);
        PruneOptions options = _options.Read(parsed, context.Input);
        PruneResult result = FilesOf(parsed, options, log).Run(refused => _runner.Watch(
            parsed.GetValue(_quiet),
            observer => context.Library.Prune(
                options with { Evaluation = options.Evaluation with { Refused = refused } },
                observer,
                log,
                context.Cancellation)));
        CommandRunner.Answer(parsed.GetValue(_json)
            ? () => JsonAnswer.Write(context.Output, PruneAnswer.From(result))
            : SummaryOf(result, options));
        return ExitCode.Done;
    }

    private PruneFiles FilesOf(ParseResult parsed, PruneOptions options, ILogger log) => new(
        _files, parsed, new ReportOrigin("prune", options.Model, _runner.Context.Time.GetUtcNow()))
    {
        Writer = new ReportTexts(_runner, parsed.GetValue(_quiet), log),
        Texts = options.Evaluation.Texts,
        Runtime = options.Runtime,
        IsOrder = options.Budget is OrderBudget,
    };

    private Action SummaryOf(PruneResult result, PruneOptions options) => options.Budget is OrderBudget
        ? new OrderSummary(result, options.Model, _runner.Context.Output, _runner.Context.OutputTerminal).Write
        : new PruneSummary(result, options.Model, _runner.Context.Output, _runner.Context.OutputTerminal).Write;

    private ExitCode ShowCalibration(ParseResult parsed, ILogger log)
    {
        CliContext context = _runner.Context;
        CalibrationPreviewOptions options = _options.ReadPreview(parsed, context.Input);
        CalibrationView view = _runner.Watch(
            parsed.GetValue(_quiet), observer =>
                context.Library.ShowCalibration(options, observer, log, context.Cancellation));
        CommandRunner.Answer(parsed.GetValue(_json)
            ? () => JsonAnswer.Write(context.Output, CalibrationAnswer.From(view))
            : new CalibrationSummary(view, context.Output).Write);
        return ExitCode.Done;
    }
}
