using System.CommandLine;
using System.Text;
using FinerCut.Cli.Answers;
using FinerCut.Cli.Consoles;
using FinerCut.Cli.Diagnostics;
using FinerCut.Cli.Help;
using FinerCut.Commands.Generate;
using FinerCut.Execution;
using Microsoft.Extensions.Logging;
using static FinerCut.Cli.Commands.OptionBuilder;

namespace FinerCut.Cli.Commands;

/// <summary><c>finercut generate</c>: lets a model continue a text.</summary>
/// <param name="runner">Runs the command and reports what goes wrong.</param>
internal sealed class GenerateCommand(CommandRunner runner)
{
    private const string StandardInput = "-";

    private readonly Argument<string> _model = new("MODEL");
    private readonly Argument<string?> _text = new("PROMPT") { Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _prompt = Value("--prompt", "TEXT", "Text to continue, in place of PROMPT", "-p");
    private readonly Option<bool> _chat =
        new("--chat") { Description = "Write the prompt as a user's message, by the model's chat template" };
    private readonly Option<string?> _maxTokens = Value("--max-tokens", "N", "Most tokens to write; default 128", "-n");
    private readonly Option<string?> _temperature = Value(
        "--temperature", "T", "Draw tokens, from logits divided by T; default 0, the likeliest always");
    private readonly Option<string?> _seed = Value("--seed", "S", "Seed of what is drawn; default 0", "-s");
    private readonly Option<string?> _threads = Value(
        "--threads", "N", "Threads to run on; default the physical cores it may use", "-t");
    private readonly Option<string?> _provider = Word(
        "--provider", "Where to run; default auto: cuda where it loads, else cpu", typeof(ProviderChoice));
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object instead of the text" };
    private readonly Option<bool> _quiet =
        new("--quiet", "-q") { Description = "No figures; the text, warnings and errors stay" };

    /// <summary>The help page.</summary>
    public HelpPage Help => new()
    {
        Summary = "Lets a model, dense or pruned, continue a text, token by token with its key-value caches.",
        Usage = "finercut generate MODEL PROMPT [options]",
        Text = "MODEL is a .onnx file, or a folder that holds one, with the tokenizer beside it. PROMPT is the text to "
            + "continue, in quotes, or - for standard input. The text goes to stdout as it comes, speed and cache size "
            + "to stderr. It ends where the model ends it, or after --max-tokens.",
        Groups =
        [
            new("What to write", [_prompt, _chat, _maxTokens, _temperature, _seed]),
            new("Where to run", [_threads, _provider]),
            new("What to show", [_json, _quiet, .. runner.Options]),
        ],
        Examples =
        [
            "finercut generate models/tales-3m \"Once upon a time\"",
            "finercut generate smollm2 \"What is ONNX?\" --chat --temperature 0.7 --seed 1",
        ],
    };

    /// <summary>Builds the command.</summary>
    /// <returns>The command for the parser.</returns>
    public Command Build()
    {
        Command command = new("generate", "Continue a text with a model, dense or pruned")
        {
            _model, _text, _prompt, _chat, _maxTokens, _temperature, _seed, _threads, _provider, _json, _quiet,
        };
        command.SetAction(parsed => (int)runner.RunCommand(parsed, log => Execute(parsed, log)));
        return command;
    }

    private ExitCode Execute(ParseResult parsed, ILogger log)
    {
        CliContext context = runner.Context;
        bool isJson = parsed.GetValue(_json);
        GenerateOptions options = Read(parsed) with { Log = log };
        GenerateResult result = context.Library.Generate(options, isJson ? _ => { } : Tell, context.Cancellation);
        CommandRunner.Answer(
            isJson ? () => JsonAnswer.Write(context.Output, GenerationAnswer.From(result)) : context.Output.WriteLine);
        if (!isJson && !parsed.GetValue(_quiet))
        {
            GenerationFigures.Write(result, context.Story);
        }

        log.LogInformation(
            "Wrote {Tokens} tokens at {TokensPerSecond} a second", result.Ids.Count, result.TokensPerSecond);
        return ExitCode.Done;

        void Tell(string piece) => CommandRunner.Answer(() =>
        {
            context.ModelOutput.Write(piece);
            context.ModelOutput.Flush();
        });
    }

    private GenerateOptions Read(ParseResult parsed)
    {
        GenerateOptions defaults = new() { Model = parsed.GetRequiredValue(_model), Prompt = ReadPrompt(parsed) };
        return defaults with
        {
            IsChat = parsed.GetValue(_chat),
            MaxTokens = OptionText.WholeNumber(parsed, _maxTokens, "128") ?? defaults.MaxTokens,
            Temperature = OptionText.Number(parsed, _temperature, "0.8") ?? defaults.Temperature,
            Seed = OptionText.WholeNumber(parsed, _seed, "1") ?? defaults.Seed,
            Threads = OptionText.WholeNumber(parsed, _threads, "2"),
            Provider = OptionText.Word(parsed, _provider, Enum.GetValues<ProviderChoice>()) ?? ProviderChoice.Auto,
            Warn = runner.Context.Story.Warning,
            Time = runner.Context.Time,
        };
    }

    private string ReadPrompt(ParseResult parsed)
    {
        string? text = parsed.GetValue(_text);
        string prompt = (text, parsed.GetValue(_prompt)) switch
        {
            (not null, not null) => throw UsageErrors.PromptTwice(),
            (null, null) => throw UsageErrors.NoPrompt(),
            (_, { } option) => option,
            _ => text,
        };
        if (prompt != StandardInput)
        {
            return prompt;
        }

        try
        {
            using StreamReader reader = new(runner.Context.Input(), Encoding.UTF8);
            return reader.ReadToEnd();
        }
        catch (IOException cause)
        {
            throw StreamErrors.InputUnreadable(cause);
        }
    }
}
