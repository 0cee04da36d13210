using System.CommandLine;
using FinerCut.Cli.Answers;
using FinerCut.Cli.Diagnostics;
using FinerCut.Cli.Help;
using FinerCut.Commands.Gate;
using FinerCut.Execution;
using Microsoft.Extensions.Logging;
using static FinerCut.Cli.Commands.OptionBuilder;

namespace FinerCut.Cli.Commands;

/// <summary><c>finercut gate</c>: the same model with an input that multiplies each branch.</summary>
internal sealed class GateCommand
{
    private readonly CommandRunner _runner;
    private readonly FileOptionSet _files;
    private readonly Argument<string> _model = new("MODEL");
    private readonly Option<string?> _output = Value(
        "--output", "DIR", "Folder to write; default one beside the model's that ends in -gated", "-o");
    private readonly Option<bool> _force = new("--force", "-f")
    {
        Description = "Replace the output folder, and the file of --csv, if they are there",
    };

    private readonly Option<string?> _threads = Value(
        "--threads", "N", "Threads to verify on; default the physical cores it may use", "-t");
    private readonly Option<string?> _provider = Word(
        "--provider", "Where to verify; default auto: cuda where it loads, else cpu", typeof(ProviderChoice));
    private readonly Option<bool> _json =
        new("--json") { Description = "Print one JSON object instead of the summary" };
    private readonly Option<bool> _quiet =
        new("--quiet", "-q") { Description = "No progress; warnings, errors and the summary stay" };

    /// <param name="runner">Runs the command and reports what goes wrong.</param>
    public GateCommand(CommandRunner runner) =>
        (_runner, _files) = (runner, new FileOptionSet("a row for each place of the input", _force, isReported: false));

    /// <summary>The help page.</summary>
    public HelpPage Help => new()
    {
        Summary = "Writes the same model with one more input that multiplies each branch, so that any client can try "
            + "removals without rewriting files.",
        Usage = "finercut gate MODEL [options]",
        Text = "MODEL is a .onnx file, or a folder that holds one. The new input finercut.keep takes one float for "
            + "each sublayer, in the order of the stream: all ones are the model as it was, and a zero removes a "
            + "sublayer. The result is loaded from disk and compared before the command says that it is done.",
        Groups =
        [
            new("What to write", [_output, _force]),
            new("Where to run", [_threads, _provider]),
            new("What to show", [_json, .. _files.Options, _quiet, .. _runner.Options]),
        ],
        Examples = ["finercut gate models/tales-3m", "finercut gate model.onnx -o gated --json"],
    };

    /// <summary>Builds the command.</summary>
    /// <returns>The command for the parser.</returns>
    public Command Build()
    {
        Command command = new(
            "gate",
            "Add an input that switches sublayers off") { _model, _output, _force, _threads, _provider, _json, _quiet };
        _files.AddTo(command);
        command.SetAction(parsed => (int)_runner.RunCommand(parsed, log => Execute(parsed, log)));
        return command;
    }

    private ExitCode Execute(ParseResult parsed, ILogger log)
    {
        CliContext context = _runner.Context;
        _files.CheckTargets(parsed);
        GateOptions options = Read(parsed);
        GateResult result = _runner.Watch(
            parsed.GetValue(_quiet), observer => context.Library.Gate(options, observer, log, context.Cancellation));
        _files.WriteTable(parsed, () => GateCsv.ListRows(result));
        CommandRunner.Answer(parsed.GetValue(_json)
            ? () => JsonAnswer.Write(context.Output, GateAnswer.From(result))
            : new GateSummary(result, context.Output, context.OutputTerminal).Write);
        return ExitCode.Done;
    }

    private GateOptions Read(ParseResult parsed) => new()
    {
        Model = parsed.GetRequiredValue(_model),
        Output = parsed.GetValue(_output),
        Force = parsed.GetValue(_force),
        Threads = OptionText.WholeNumber(parsed, _threads, "2"),
        Provider = OptionText.Word(parsed, _provider, Enum.GetValues<ProviderChoice>()) ?? ProviderChoice.Auto,
    };
}
