using System.CommandLine;
using FinerCut.Cli.Commands;
using FinerCut.Cli.Consoles;
using FinerCut.Cli.Help;
using FinerCut.Cli.Tests.Fakes;

namespace FinerCut.Cli.Tests.Documentation;

/// <summary>What the program itself says about its commands.</summary>
internal static class CommandPages
{
    /// <summary>The help page of every command.</summary>
    public static IReadOnlyDictionary<Command, HelpPage> Build()
    {
        CliContext context = new()
        {
            Library = new FakeLibrary(),
            Output = TextWriter.Null,
            OutputTerminal = Terminal.Redirected,
            Story = new Story(TextWriter.Null, Terminal.Redirected),
        };
        CommandLine.Build(context, out Dictionary<Command, HelpPage> pages);
        return pages;
    }
}
