using System.CommandLine;
using FinerCut.Cli.Answers;
using FinerCut.Cli.Diagnostics;
using FinerCut.Cli.Help;
using FinerCut.Commands.Verify;
using FinerCut.Execution;
using Microsoft.Extensions.Logging;
using static FinerCut.Cli.Commands.OptionBuilder;

namespace FinerCut.Cli.Commands;

/// <summary><c>finercut verify</c>: compares a pruned folder with the dense one.</summary>
internal sealed class VerifyCommand
{
    private readonly CommandRunner _runner;
    private readonly FileOptionSet _files;
    private readonly Argument<string> _model = new("PRUNED");
    private readonly Option<string?> _against =
        Value("--against", "DENSE", "The model that it was made from: a .onnx file or its folder");
    private readonly Option<string[]> _text = new("--text")
    {
        HelpName = "FILE",
        Description = "Text or token ids to compare on: .txt, .md, .jsonl, .npy, a glob, - for standard input; default "
            + "a built-in text",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _samples = Value("--samples", "N", "Rows to compare; default 2");
    private readonly Option<string?> _sampleTokens =
        Value("--sample-tokens", "N", "Tokens in each sample; default 256");
    private readonly Option<string?> _steps =
        Value("--steps", "N", "Tokens at the end of each sample to read one by one with caches; default 8");
    private readonly Option<string?> _threads = Value(
        "--threads", "N", "Threads to run on; default the physical cores it may use", "-t");
    private readonly Option<string?> _memory =
        Value("--memory", "SIZE", "Most memory to use, such as 2GiB; default most of what is free");
    private readonly Option<string?> _provider = Word(
        "--provider", "Where to run; default auto: cuda where it loads, else cpu", typeof(ProviderChoice));
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object instead of the table" };
    private readonly Option<bool> _quiet =
        new("--quiet", "-q") { Description = "No progress; warnings, errors and the table stay" };

    private readonly Option<bool> _force = FileOptionSet.Force("the file of --csv");

    /// <param name="runner">Runs the command and reports what goes wrong.</param>
    public VerifyCommand(CommandRunner runner) =>
        (_runner, _files) = (runner, new FileOptionSet("a row for each check", _force, isReported: false));

    /// <summary>The help page.</summary>
    public HelpPage Help => new()
    {
        Summary = "Compares a pruned folder with the dense one that it was made from.",
        Usage = "finercut verify PRUNED --against DENSE [options]",
        Text = "Both are opened from disk. In the dense model the sublayers that PRUNED no longer has are bypassed, "
            + "and the logits of both are compared: of whole samples, and token by token with caches. Inputs and "
            + "outputs, configurations, other files and unused bytes are checked as well. The exit code is 1 if "
            + "anything differs. prune and apply do the same before they say that they are done.",
        Groups =
        [
            new("What to compare", [_against, _text, _samples, _sampleTokens, _steps]),
            new("Where to run", [_threads, _memory, _provider]),
            new("What to show", [_json, .. _files.Options, _force, _quiet, .. _runner.Options]),
        ],
        Examples = [
            "finercut verify models/tales-3m-pruned-25pct --against models/tales-3m",
            "finercut verify smaller --against smollm2 --text story.txt --json"
        ],
    };

    /// <summary>Builds the command.</summary>
    /// <returns>The command for the parser.</returns>
    public Command Build()
    {
        Command command = new("verify", "Compare a pruned folder with the dense one")
        {
            _model, _against, _text, _samples, _sampleTokens, _steps, _threads, _memory, _provider, _json, _quiet,
        };
        _files.AddTo(command);
        command.Add(_force);
        command.SetAction(parsed => (int)_runner.RunCommand(parsed, log => Execute(parsed, log)));
        return command;
    }

    private ExitCode Execute(ParseResult parsed, ILogger log)
    {
        CliContext context = _runner.Context;
        _files.CheckTargets(parsed);
        VerifyOptions options = Read(parsed);
        VerifyResult result = _runner.Watch(
            parsed.GetValue(_quiet), observer => context.Library.Verify(options, observer, log, context.Cancellation));
        _files.WriteTable(parsed, () => VerifyCsv.ListRows(result));
        CommandRunner.Answer(parsed.GetValue(_json)
            ? () => JsonAnswer.Write(context.Output, VerifyAnswer.From(result))
            : new VerifySummary(result, context.Output, context.OutputTerminal).Write);
        return result.IsSame ? ExitCode.Done : ExitCode.FellShort;
    }

    private VerifyOptions Read(ParseResult parsed)
    {
        VerifyOptions defaults = new()
        {
            Model = parsed.GetRequiredValue(_model),
            Against = parsed.GetValue(_against)
                ?? throw UsageErrors.NothingToCompareWith(parsed.GetRequiredValue(_model)),
        };
        return defaults with
        {
            Texts = parsed.GetValue(_text) ?? [],
            Samples = OptionText.WholeNumber(parsed, _samples, "2") ?? defaults.Samples,
            SampleTokens = OptionText.WholeNumber(parsed, _sampleTokens, "256") ?? defaults.SampleTokens,
            Steps = OptionText.WholeNumber(parsed, _steps, "8") ?? defaults.Steps,
            Threads = OptionText.WholeNumber(parsed, _threads, "2"),
            MemoryBytes = OptionText.Bytes(parsed, _memory, "2GiB"),
            Provider = OptionText.Word(parsed, _provider, Enum.GetValues<ProviderChoice>()) ?? ProviderChoice.Auto,
            StandardInput = _runner.Context.Input,
        };
    }
}
