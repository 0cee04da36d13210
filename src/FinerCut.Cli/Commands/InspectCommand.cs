using System.CommandLine;
using FinerCut.Cli.Answers;
using FinerCut.Cli.Diagnostics;
using FinerCut.Cli.Help;
using FinerCut.Cli.Reports;
using FinerCut.Reports;

namespace FinerCut.Cli.Commands;

/// <summary><c>finercut inspect</c>: what a model holds, or how it was pruned.</summary>
internal sealed class InspectCommand
{
    private readonly CommandRunner _runner;
    private readonly FileOptionSet _files;
    private readonly Argument<string> _model = new("MODEL");
    private readonly Option<bool> _explain =
        new("--explain") { Description = "Say what was recognised, what was rejected, and why" };
    private readonly Option<bool> _table =
        new("--table") { Description = "List every sublayer with its size and its distance" };
    private readonly Option<bool> _json =
        new("--json") { Description = "Print one JSON object instead of the summary" };

    private readonly Option<bool> _force = FileOptionSet.Force("the file of --html or --csv");

    /// <param name="runner">Runs the command and reports what goes wrong.</param>
    public InspectCommand(CommandRunner runner) => (_runner, _files) =
        (runner, new FileOptionSet("a row for each sublayer, of a plan for each removal", _force, isReported: true));

    /// <summary>The help page.</summary>
    public HelpPage Help => new()
    {
        Summary = "Shows the sublayers of a model and, where it was pruned, what was removed and how.",
        Usage = "finercut inspect MODEL [options]",
        Text = "MODEL is a .onnx file, a folder that holds one, or a plan. Weights are not read, however large the "
            + "model.",
        Groups =
        [
            new OptionGroup("What to show", [_table, _explain, _json, .. _files.Options, _force, .. _runner.Options]),
        ],
        Examples =
        [
            "finercut inspect models/tales-3m", "finercut inspect models/tales-3m --table",
            "finercut inspect model.onnx --explain",
            "finercut inspect model.onnx --json", "finercut inspect smaller/finercut.plan.json",
        ],
    };

    /// <summary>Builds the command.</summary>
    /// <returns>The command for the parser.</returns>
    public Command Build()
    {
        Command command = new("inspect", "Show the sublayers of a model, or how it was pruned")
        {
            _model, _table, _explain, _json, _force,
        };
        _files.AddTo(command);
        command.SetAction(parsed => (int)_runner.RunCommand(parsed, _ => Execute(parsed)));
        return command;
    }

    private ExitCode Execute(ParseResult parsed)
    {
        CliContext context = _runner.Context;
        string path = parsed.GetRequiredValue(_model);
        ReportOrigin origin = new("inspect", path, context.Time.GetUtcNow());
        _files.CheckTargets(parsed);
        if (context.Library.FindPlan(path) is { } plan)
        {
            _files.WriteTable(parsed, () => StepCsv.ListRows(plan));
            _files.WriteReport(parsed, () => PlanReport.Make(plan, origin));
            CommandRunner.Answer(parsed.GetValue(_json)
                ? () => JsonAnswer.Write(context.Output, plan)
                : new PlanSummary(plan, path, context.Output, context.OutputTerminal).Write);
            return ExitCode.Done;
        }

        ModelReport report = context.Library.Inspect(path, parsed.GetValue(_explain));
        _files.WriteTable(parsed, () => SublayerCsv.ListRows(report));
        _files.WriteReport(parsed, () => new InspectReport(report, origin).Make());
        CommandRunner.Answer(parsed.GetValue(_json)
            ? () => JsonAnswer.Write(context.Output, report)
            : new InspectSummary(report, context.Output, context.OutputTerminal)
            {
                HasTable = parsed.GetValue(_table),
            }.Write);
        return ExitCode.Done;
    }
}
