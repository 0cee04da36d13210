using System.CommandLine;
using FinerCut.Cli.Answers;
using FinerCut.Cli.Diagnostics;
using FinerCut.Cli.Help;
using FinerCut.Commands.Compare;
using FinerCut.Folders;
using static FinerCut.Cli.Commands.OptionBuilder;

namespace FinerCut.Cli.Commands;

/// <summary><c>finercut compare</c>: plans for one model, side by side.</summary>
/// <param name="runner">Runs the command and reports what goes wrong.</param>
internal sealed class CompareCommand(CommandRunner runner)
{
    private readonly Argument<string[]> _plans = new("PLANS") { Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object instead of the tables" };
    private readonly Option<string?> _csv = Value(
        "--csv", "FILE", "Write a table too: a row for each removal of each plan, the last with perplexities");
    private readonly Option<bool> _force = new("--force", "-f")
    {
        Description = "Replace the .csv file if it is there",
    };

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
        Groups = [new OptionGroup("What to show", [_json, _csv, _force, .. runner.Options])],
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
        Command command = new("compare", "Show plans for one model side by side") { _plans, _json, _csv, _force };
        command.SetAction(parsed => (int)runner.RunCommand(parsed, _ => Execute(parsed)));
        return command;
    }

    private ExitCode Execute(ParseResult parsed)
    {
        CliContext context = runner.Context;
        string? csv = parsed.GetValue(_csv);
        bool force = parsed.GetValue(_force);
        CsvFile.CheckTarget(csv, force);
        CompareResult result = context.Library.Compare(new CompareOptions
        {
            Plans = parsed.GetValue(_plans) ?? [],
            Warn = context.Story.Warning,
        });
        if (csv is not null)
        {
            CsvFile.Write(csv, CompareCsv.ListRows(result), force);
        }

        CommandRunner.Answer(parsed.GetValue(_json)
            ? () => JsonAnswer.Write(context.Output, CompareAnswer.From(result))
            : new CompareSummary(result, context.Output, context.OutputTerminal).Write);
        return ExitCode.Done;
    }
}
