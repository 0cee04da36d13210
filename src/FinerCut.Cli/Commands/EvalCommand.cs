using System.CommandLine;
using FinerCut.Cli.Answers;
using FinerCut.Cli.Diagnostics;
using FinerCut.Cli.Help;
using FinerCut.Cli.Reports;
using FinerCut.Commands.Eval;
using FinerCut.Evaluation.Protocols;
using FinerCut.Execution;
using Microsoft.Extensions.Logging;
using static FinerCut.Cli.Commands.OptionBuilder;

namespace FinerCut.Cli.Commands;

/// <summary><c>finercut eval</c>: measures how good a model is.</summary>
internal sealed class EvalCommand
{
    private readonly CommandRunner _runner;
    private readonly FileOptionSet _files;
    private readonly Argument<string> _model = new("MODEL");
    private readonly Option<string?> _against = Value(
        "--against", "DENSE", "Dense model to compare the predictions with: a .onnx file or its folder");

    private readonly Option<string[]> _plan = List(
        "--plan", "PLAN", "Plan to evaluate on the dense model, DENSE or else MODEL, without writing files");

    private readonly Option<string[]> _text = List(
        "--text", "FILE", "Text or token ids for perplexity: .txt, .md, .jsonl, .npy, a glob, - for standard input; "
            + "default a built-in text");

    private readonly Option<string[]> _task = List(
        "--task", "FILE", "Task to do: a .jsonl file with an item on each line, or a glob");

    private readonly Option<string?> _limit = Value("--limit", "N", "Most items of each task; default all");
    private readonly Option<string?> _textField = Value(
        "--text-field", "NAME", "Field of a .jsonl object that holds its text; default text");

    private readonly Option<string?> _protocol = Value(
        "--protocol", string.Join('|', ProtocolNames.All), "How a text is cut into windows; default windows");

    private readonly Option<string?> _window = Value("--window", "N", "Tokens in each window; default 512");
    private readonly Option<string?> _windows = Value("--windows", "N", "Most windows of each text; default all");
    private readonly Option<string?> _stride = Value(
        "--stride", "N", "Tokens from window to window, with --protocol stride; default half of a window");

    private readonly Option<string?> _prompts = Value(
        "--prompts", "N", "Texts that each model writes where models are compared; default 8, 0 for none");

    private readonly Option<string?> _newTokens = Value(
        "--new-tokens", "N", "Most tokens of each of these texts; default 64");

    private readonly Option<string?> _draftTokens = Value(
        "--draft-tokens", "N", "Tokens in a draft of speculative decoding; default 4");

    private readonly Option<string?> _threads = Value(
        "--threads", "N", "Threads to run on; default the physical cores it may use", "-t");
    private readonly Option<string?> _memory = Value(
        "--memory", "SIZE", "Most memory to use, such as 2GiB; default most of what is free");
    private readonly Option<string?> _provider = Word(
        "--provider", "Where to run; default auto: cuda where it loads, else cpu", typeof(ProviderChoice));
    private readonly Option<string?> _cache = Value(
        "--cache", "FOLDER", "Where to keep results of models, for later runs; default in your folder for caches");
    private readonly Option<bool> _noCache = Flag("--no-cache", "Measure everything, and keep nothing");
    private readonly Option<bool> _json = Flag(
        "--json", "Print one JSON object, in the shape of lm-evaluation-harness' results");
    private readonly Option<bool> _quiet = Flag(
        "--quiet", "No progress; warnings, errors and the table stay", "-q");

    private readonly Option<bool> _force = FileOptionSet.Force("the file of --html or --csv");

    /// <param name="runner">Runs the command and reports what goes wrong.</param>
    public EvalCommand(CommandRunner runner) =>
        (_runner, _files) = (runner, new FileOptionSet("a row for each number", _force, isReported: true));

    /// <summary>The help page.</summary>
    public HelpPage Help => new()
    {
        Summary = "Measures how good a model is, with standard errors.",
        Usage = "finercut eval MODEL [options]",
        Text = "MODEL is a .onnx file, or a folder that holds one, dense or pruned. Perplexity is measured on each "
            + "text by a protocol that is named in the answer, since perplexities of different protocols cannot be "
            + "compared. With --against or --plan predictions and texts are compared with those of the dense model.",
        Groups =
        [
            new("What to compare", [_against, _plan]),
            new("What to measure on", [_text, _textField, _task, _limit]),
            new("How", [_protocol, _window, _windows, _stride]),
            new("What to write", [_prompts, _newTokens, _draftTokens]),
            new("Where to run", [_threads, _memory, _provider]),
            new("What to keep", [_cache, _noCache]),
            new("What to show", [_json, .. _files.Options, _force, _quiet, .. _runner.Options]),
        ],
        Examples =
        [
            "finercut eval models/tales-3m",
            "finercut eval smollm2-pruned-25pct --against smollm2 --text wiki.txt --windows 16",
            "finercut eval smollm2 --task piqa.jsonl --limit 100 --json",
        ],
    };

    /// <summary>Builds the command.</summary>
    /// <returns>The command for the parser.</returns>
    public Command Build()
    {
        _protocol.CompletionSources.Add([.. ProtocolNames.All]);
        Command command = new("eval", "Measure how good a model is: perplexity and tasks")
        {
            _model, _against, _plan, _text, _textField, _task, _limit, _protocol, _window, _windows, _stride,
            _prompts, _newTokens, _draftTokens, _threads, _memory, _provider, _cache, _noCache, _json,
            _quiet,
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
        EvalOptions options = Read(parsed);
        EvalResult result = _runner.Watch(
            parsed.GetValue(_quiet), observer => context.Library.Eval(options, observer, log, context.Cancellation));
        _files.WriteTable(parsed, () => EvalCsv.ListRows(result));
        ReportOrigin origin = new("eval", options.Model, context.Time.GetUtcNow());
        _files.WriteReport(parsed, () => new EvalReport(result, origin).Make());
        CommandRunner.Answer(parsed.GetValue(_json)
            ? () => JsonAnswer.Write(context.Output, EvalAnswer.From(result))
            : new EvalSummary(result, context.Output, context.OutputTerminal).Write);
        return ExitCode.Done;
    }

    private EvalOptions Read(ParseResult parsed)
    {
        EvalOptions defaults = new() { Model = parsed.GetRequiredValue(_model) };
        return defaults with
        {
            Against = parsed.GetValue(_against),
            Plans = parsed.GetValue(_plan) ?? [],
            Texts = parsed.GetValue(_text) ?? [],
            TextField = parsed.GetValue(_textField) ?? defaults.TextField,
            Tasks = parsed.GetValue(_task) ?? [],
            Limit = OptionText.WholeNumber(parsed, _limit, "100"),
            Protocol = ReadProtocol(parsed),
            Window = OptionText.WholeNumber(parsed, _window, "512"),
            Windows = OptionText.WholeNumber(parsed, _windows, "16"),
            Stride = OptionText.WholeNumber(parsed, _stride, "256"),
            Prompts = OptionText.WholeNumber(parsed, _prompts, "8") ?? defaults.Prompts,
            NewTokens = OptionText.WholeNumber(parsed, _newTokens, "64") ?? defaults.NewTokens,
            DraftTokens = OptionText.WholeNumber(parsed, _draftTokens, "4") ?? defaults.DraftTokens,
            Time = _runner.Context.Time,
            Threads = OptionText.WholeNumber(parsed, _threads, "2"),
            MemoryBytes = OptionText.Bytes(parsed, _memory, "2GiB"),
            Provider = OptionText.Word(parsed, _provider, Enum.GetValues<ProviderChoice>()) ?? ProviderChoice.Auto,
            CacheFolder = ReadCache(parsed),
            StandardInput = _runner.Context.Input,
        };
    }

    private string? ReadCache(ParseResult parsed) => (parsed.GetValue(_cache), parsed.GetValue(_noCache)) switch
    {
        ({ }, true) => throw UsageErrors.CacheAndNoCache(),
        (_, true) => null,
        ({ } folder, _) when string.IsNullOrWhiteSpace(folder) || File.Exists(folder) =>
            throw UsageErrors.NotACacheFolder(folder),
        ({ } folder, _) => folder,
        _ => _runner.Context.CacheFolder,
    };

    private PerplexityProtocol ReadProtocol(ParseResult parsed) => parsed.GetValue(_protocol) is not { } name
        ? PerplexityProtocol.Windows
        : ProtocolNames.Find(name) ?? throw UsageErrors.NotAWord(_protocol.Name, name, ProtocolNames.All);
}
