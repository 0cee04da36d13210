using System.CommandLine;
using System.CommandLine.Invocation;
using FinerCut.Cli.Help;

namespace FinerCut.Cli.Commands;

/// <summary>Prints the help page of the command that was named.</summary>
/// <param name="context">What the commands touch.</param>
/// <param name="pages">The page of each command.</param>
internal sealed class HelpPageAction(
    CliContext context, IReadOnlyDictionary<Command, HelpPage> pages) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        context.Output.WriteLine(pages[parseResult.CommandResult.Command].Render(context.OutputTerminal.Width));
        return 0;
    }
}
