using System.CommandLine;
using FinerCut.Cli.Answers;
using FinerCut.Cli.Diagnostics;
using FinerCut.Cli.Help;
using FinerCut.Cli.Reports;
using FinerCut.Commands.Compare;

namespace FinerCut.Cli.Commands;

/// <summary><c>finercut compare</c>: plans for one model, side by side.</summary>
internal sealed class CompareCommand
{
    private readonly CommandRunner _runner;
    private readonly FileOptionSet _files;
    private readonly Argument<string[]> _plans = new("PLANS") { Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object instead of the tables" };
    private readonly Option<bool> _force = FileOptionSet.Force("the file of --html or --csv");

    /// <param name="runner">Runs the command and reports what goes wrong.</param>
    public CompareCommand(CommandRunner runner) =>
        (_runner, _files) = (runner, new FileOptionSet(
            "a row for each removal of each plan, the last with perplexities", _force, isReported: true));

    /// <summary>The help page.</summary>
    public HelpPage Help => new()
    {
        Summary = "Shows plans for one model side by side: what goes in which order, and how far they agree.",
        Usage = "finercut compare PLAN PLAN... [options]",
        Text = "PLAN is a plan file, a folder that holds one, or a pruned model that carries its plan. 'Shared' counts "
            + "the sublayers that both of two plans remove, 'Jaccard' is their share of those that either removes, "
            + "'Same start' counts the steps from the first on that are the same, and 'Order' is Kendall's rank "
            + "correlation: 1 where what they share goes in the same order, -1 where in the reverse. Perplexities are "
            + "those that the plans hold.",
        Groups = [new OptionGroup("What to show", [_json, .. _files.Options, _force, .. _runner.Options])],
        Examples =
        [
            "finercut compare smollm2-pruned-25pct smollm2-angular-25pct",
            "finercut compare js.plan.json kl.plan.json norm.plan.json --csv removals.csv",
        ],
    };

    /// <summary>Builds the command.</summary>
    /// <returns>The command for the parser.</returns>
    public Command Build()
    {
        Command command = new("compare", "Show plans for one model side by side") { _plans, _json, _force };
        _files.AddTo(command);
        command.SetAction(parsed => (int)_runner.RunCommand(parsed, _ => Execute(parsed)));
        return command;
    }

    private ExitCode Execute(ParseResult parsed)
    {
        CliContext context = _runner.Context;
        _files.CheckTargets(parsed);
        CompareResult result = context.Library.Compare(new CompareOptions
        {
            Plans = parsed.GetValue(_plans) ?? [],
            Warn = context.Story.Warning,
        });
        _files.WriteTable(parsed, () => CompareCsv.ListRows(result));
        _files.WriteReport(parsed, () => new CompareReport(result, context.Time.GetUtcNow()).Make());
        CommandRunner.Answer(parsed.GetValue(_json)
            ? () => JsonAnswer.Write(context.Output, CompareAnswer.From(result))
            : new CompareSummary(result, context.Output, context.OutputTerminal).Write);
        return ExitCode.Done;
    }
}
