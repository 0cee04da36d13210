using System.CommandLine;
using FinerCut.Cli.Diagnostics;
using FinerCut.Cli.Help;

namespace FinerCut.Cli.Commands;

/// <summary><c>finercut help</c>: the page of a command, as <c>--help</c> behind it shows.</summary>
/// <param name="context">What the commands touch.</param>
internal sealed class HelpCommand(CliContext context)
{
    private readonly Argument<string?> _command = new("COMMAND") { Arity = ArgumentArity.ZeroOrOne };

    /// <summary>The help page.</summary>
    public static HelpPage Help => new()
    {
        Summary = "Shows the options of a command, as --help behind the command does.",
        Usage = "finercut help [COMMAND]",
        Groups = [],
        Examples = ["finercut help", "finercut help prune"],
    };

    /// <summary>The page of each command, set once all are built.</summary>
    public IReadOnlyDictionary<Command, HelpPage> Pages { get; set; } = new Dictionary<Command, HelpPage>();

    /// <summary>Builds the command.</summary>
    /// <returns>The command for the parser.</returns>
    public Command Build()
    {
        Command command = new("help", "Show the options of a command") { _command };
        command.SetAction(parsed => (int)Execute(parsed));
        return command;
    }

    private ExitCode Execute(ParseResult parsed)
    {
        Command root = parsed.RootCommandResult.Command;
        string? name = parsed.GetValue(_command);
        Command? asked = name is null ? root : root.Subcommands.FirstOrDefault(command => command.Name == name);
        if (asked is null)
        {
            return new ErrorReporter(context.Story, verbose: false, context.ErrorOutput)
                .Report(UsageErrors.UnknownCommand(name!, CommandNames.Each(root)), null, default);
        }

        context.Output.WriteLine(Pages[asked].Render(context.OutputTerminal.Width));
        return ExitCode.Done;
    }
}
