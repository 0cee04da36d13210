using System.CommandLine;
using System.Globalization;
using FinerCut.Cli.Answers;
using FinerCut.Cli.Diagnostics;
using FinerCut.Cli.Help;
using FinerCut.Commands.Bench;
using FinerCut.Execution;
using Microsoft.Extensions.Logging;
using static FinerCut.Cli.Commands.OptionBuilder;

namespace FinerCut.Cli.Commands;

/// <summary><c>finercut bench</c>: how fast models are, side by side.</summary>
internal sealed class BenchCommand
{
    private readonly CommandRunner _runner;
    private readonly FileOptionSet _files;
    private readonly Argument<string[]> _models = new("MODEL") { Arity = ArgumentArity.OneOrMore };
    private readonly Option<string[]> _promptTokens = Numbers(
        "--prompt-tokens", "Tokens of the prompt to read, 0 for none; default 512", "-p");
    private readonly Option<string[]> _generateTokens = Numbers(
        "--generate-tokens", "Tokens to write one by one, 0 for none; default 128", "-n");
    private readonly Option<string[]> _depths = Numbers(
        "--depth", "Tokens that the model has read before; default 0", "-d");
    private readonly Option<string?> _repetitions = Value(
        "--repetitions", "N", "How often to measure; default 5", "-r");
    private readonly Option<string?> _warmUp = Value(
        "--warm-up", "N", "How often to run each test before; default 1");
    private readonly Option<string?> _threads = Value(
        "--threads", "N", "Threads to run on; default the physical cores it may use", "-t");
    private readonly Option<string?> _provider = Word(
        "--provider", "Where to run; default auto: cuda where it loads, else cpu", typeof(ProviderChoice));
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object instead of the tables" };
    private readonly Option<bool> _force = FileOptionSet.Force("the file of --csv");
    private readonly Option<bool> _quiet = new("--quiet", "-q")
    {
        Description = "No progress; warnings, errors and the tables stay",
    };

    /// <param name="runner">Runs the command and reports what goes wrong.</param>
    public BenchCommand(CommandRunner runner) =>
        (_runner, _files) =
            (runner, new FileOptionSet("the columns of ONNX Runtime GenAI's benchmark", _force, isReported: false));

    /// <summary>The help page.</summary>
    public HelpPage Help => new()
    {
        Summary = "Measures how fast models read and write, side by side.",
        Usage = "finercut bench MODEL... [options]",
        Text = "MODEL is a .onnx file, or a folder that holds one. Of several the others are compared with the first. "
            + "All are open at once and take turns, so that what slows the machine slows all of them. pp512 reads a "
            + "prompt of 512 tokens in one call, tg128 reads 128 tokens one by one with caches, as a model writes a "
            + "text, and d512 in a name says that 512 tokens were read before. The first three options take lists with "
            + "commas.",
        Groups =
        [
            new("What to measure", [_promptTokens, _generateTokens, _depths, _repetitions, _warmUp]),
            new("Where to run", [_threads, _provider]),
            new("What to show", [_json, .. _files.Options, _force, _quiet, .. _runner.Options]),
        ],
        Examples =
        [
            "finercut bench models/tales-3m models/tales-3m-pruned-25pct -p 256",
            "finercut bench smollm2 -d 0,512 -r 10 --csv speed.csv",
        ],
    };

    /// <summary>Builds the command.</summary>
    /// <returns>The command for the parser.</returns>
    public Command Build()
    {
        Command command = new("bench", "Measure how fast models are, side by side")
        {
            _models, _promptTokens, _generateTokens, _depths, _repetitions, _warmUp, _threads, _provider, _json, _force,
            _quiet,
        };
        _files.AddTo(command);
        command.SetAction(parsed => (int)_runner.RunCommand(parsed, log => Execute(parsed, log)));
        return command;
    }

    private static Option<string[]> Numbers(string name, string description, string alias) =>
        new(name, alias) { HelpName = "N", Description = description, Arity = ArgumentArity.OneOrMore };

    private static IReadOnlyList<int>? ReadNumbers(ParseResult parsed, Option<string[]> option, string example) =>
        parsed.GetResult(option) is not { Implicit: false } ? null
            : [.. (parsed.GetValue(option) ?? []).SelectMany(text => text.Split(',')).Select(text =>
                int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int number)
                    ? number
                    : throw UsageErrors.NotANumber(option.Name, text, example))];

    private ExitCode Execute(ParseResult parsed, ILogger log)
    {
        CliContext context = _runner.Context;
        BenchOptions options = Read(parsed);
        _files.CheckTargets(parsed);
        BenchResult result = _runner.Watch(
            parsed.GetValue(_quiet),
            observer => context.Library.Bench(options, observer, log, context.Cancellation));
        _files.WriteTable(parsed, () => BenchCsv.ListRows(result));
        CommandRunner.Answer(parsed.GetValue(_json)
            ? () => JsonAnswer.Write(context.Output, BenchAnswer.From(result))
            : new BenchSummary(result, context.Output, context.OutputTerminal).Write);
        return ExitCode.Done;
    }

    private BenchOptions Read(ParseResult parsed)
    {
        BenchOptions defaults = new() { Models = parsed.GetRequiredValue(_models) };
        return defaults with
        {
            PromptTokens = ReadNumbers(parsed, _promptTokens, "512") ?? defaults.PromptTokens,
            GenerateTokens = ReadNumbers(parsed, _generateTokens, "128") ?? defaults.GenerateTokens,
            Depths = ReadNumbers(parsed, _depths, "0,512") ?? defaults.Depths,
            Repetitions = OptionText.WholeNumber(parsed, _repetitions, "5") ?? defaults.Repetitions,
            WarmUp = OptionText.WholeNumber(parsed, _warmUp, "1") ?? defaults.WarmUp,
            Threads = OptionText.WholeNumber(parsed, _threads, "2"),
            Provider = OptionText.Word(parsed, _provider, Enum.GetValues<ProviderChoice>()) ?? ProviderChoice.Auto,
            Time = _runner.Context.Time,
        };
    }
}
