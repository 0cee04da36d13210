using System.CommandLine;
using FinerCut.Cli.Answers;
using FinerCut.Cli.Diagnostics;
using FinerCut.Cli.Help;
using FinerCut.Commands.Tokens;

namespace FinerCut.Cli.Commands;

/// <summary><c>finercut tokens</c>: the ids and pieces that a model's tokenizer makes of a text.</summary>
internal sealed class TokensCommand
{
    private readonly CommandRunner _runner;
    private readonly FileOptionSet _files;
    private const string StandardInput = "-";

    private readonly Argument<string> _model = new("MODEL");
    private readonly Argument<string> _file = new("FILE");
    private readonly Option<bool> _ids =
        new("--ids") { Description = "Print one JSON array of ids a line instead of the table" };
    private readonly Option<bool> _special = new("--special")
    {
        Description = "Add the tokens that the tokenizer's template adds, such as the one that begins a text",
    };

    private readonly Option<string> _textField = new("--text-field")
    {
        Description = $"Field of a .jsonl file's lines that holds the text; default {TokensOptions.DefaultTextField}",
        HelpName = "NAME",
        DefaultValueFactory = _ => TokensOptions.DefaultTextField,
    };

    private readonly Option<bool> _force = FileOptionSet.Force("the file of --csv");

    /// <param name="runner">Runs the command and reports what goes wrong.</param>
    public TokensCommand(CommandRunner runner) =>
        (_runner, _files) = (runner, new FileOptionSet("a row for each token", _force, isReported: false));

    /// <summary>The help page.</summary>
    public HelpPage Help => new()
    {
        Summary = "Shows the ids and pieces that a model's tokenizer makes of a text.",
        Usage = "finercut tokens MODEL FILE [options]",
        Text = "MODEL is a folder with tokenizer files, or a .onnx file beside them. Of a .jsonl FILE each line is one "
            + "text, or an array of token ids to look up; any other FILE is one text, and - is standard input. All is "
            + "UTF-8.",
        Groups =
        [
            new OptionGroup("What to read", [_textField, _special]),
            new OptionGroup("What to show", [_ids, .. _files.Options, _force, .. _runner.Options]),
        ],
        Examples =
        [
            "finercut tokens models/tales-3m story.txt",
            "echo \"Once upon a time\" | finercut tokens models/tales-3m - --special",
            "finercut tokens models/tales-3m texts.jsonl --ids > rows.jsonl",
        ],
    };

    /// <summary>Builds the command.</summary>
    /// <returns>The command for the parser.</returns>
    public Command Build()
    {
        Command command = new("tokens", "Show the ids and pieces that a tokenizer makes of a text")
        {
            _model, _file, _textField, _special, _ids,
        };
        _files.AddTo(command);
        command.Add(_force);
        command.SetAction(parsed => (int)_runner.RunCommand(parsed, _ => Execute(parsed)));
        return command;
    }

    private ExitCode Execute(ParseResult parsed)
    {
        CliContext context = _runner.Context;
        _files.CheckTargets(parsed);
        string file = parsed.GetRequiredValue(_file);
        IEnumerable<TokenListing> listings = context.Library.ListTokens(new TokensOptions
        {
            Model = parsed.GetRequiredValue(_model),
            File = file == StandardInput ? "standard input" : file,
            Input = file == StandardInput ? context.Input() : null,
            TextField = parsed.GetRequiredValue(_textField),
            AddSpecialTokens = parsed.GetValue(_special),
        });
        TokenAnswer answer = new(context.Output, context.Cancellation);
        TokenCsv? table = _files.HasTable(parsed) ? new TokenCsv() : null;
        foreach (TokenListing listing in listings)
        {
            CommandRunner.Answer(
                parsed.GetValue(_ids) ? () => answer.WriteIds(listing) : () => answer.WriteTable(listing));
            table?.Add(listing);
        }

        _files.WriteTable(parsed, () => table!.Rows);
        return ExitCode.Done;
    }
}
