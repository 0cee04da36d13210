using System.CommandLine;
using FinerCut.Cli.Commands;
using FinerCut.Cli.Consoles;
using FinerCut.Cli.Diagnostics;
using FinerCut.Cli.Help;
using FinerCut.Cli.Tests.Fakes;
using FinerCut.Cli.Tests.Snapshots;

namespace FinerCut.Cli.Tests.Help;

public class HelpScreenTests
{
    [Theory]
    [InlineData("help", "--help")]
    [InlineData("help-prune", "prune --help")]
    [InlineData("help-sweep", "sweep --help")]
    [InlineData("help-apply", "apply --help")]
    [InlineData("help-inspect", "inspect --help")]
    [InlineData("help-gate", "gate --help")]
    [InlineData("help-verify", "verify --help")]
    [InlineData("help-eval", "eval --help")]
    [InlineData("help-bench", "bench --help")]
    [InlineData("help-compare", "compare --help")]
    [InlineData("help-generate", "generate --help")]
    [InlineData("help-tokens", "tokens --help")]
    [InlineData("no-arguments", "")]
    [InlineData("version", "--version")]
    public void Screen_Asked_MatchesSnapshot(string name, string line)
    {
        using CliRun run = new();
        run.Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Snapshot.Match(name, run.Transcript);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("prune --help")]
    [InlineData("sweep --help")]
    [InlineData("apply --help")]
    [InlineData("inspect --help")]
    [InlineData("gate --help")]
    [InlineData("tokens --help")]
    [InlineData("verify --help")]
    [InlineData("eval --help")]
    [InlineData("bench --help")]
    [InlineData("compare --help")]
    [InlineData("generate --help")]
    [InlineData("help --help")]
    public void Help_EveryLine_FitsEightyColumns(string line)
    {
        using CliRun run = new();
        run.Run(line.Split(' '));
        Assert.All(run.Output.Split('\n'), text => Assert.InRange(text.Length, 0, 80));
    }

    [Fact]
    public void Help_UnfinishedLine_IsStillHelp()
    {
        using CliRun run = new();
        Assert.Equal(ExitCode.Done, run.Run("prune", "--ratio", "x", "-h"));
        Assert.StartsWith("Removes the sublayers", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_EveryOptionOfEveryCommand_IsShownWithADescription()
    {
        CliContext context = new()
        {
            Library = new FakeLibrary(),
            Output = TextWriter.Null,
            OutputTerminal = Terminal.Redirected,
            Story = new Story(TextWriter.Null, Terminal.Redirected),
        };
        RootCommand root = CommandLine.Build(context, out Dictionary<Command, HelpPage> pages);

        foreach (Command command in root.Subcommands.Append(root))
        {
            string page = pages[command].Render();
            Assert.All(
                command.Options.Where(option => option.Name != "--help"),
                option => Assert.True(
                    page.Contains($"{option.Name} ", StringComparison.Ordinal) && option.Description?.Length > 0,
                    option.Name));
        }
    }

    [Fact]
    public void Completion_HalfACommand_NamesIt()
    {
        using CliRun run = new();
        Assert.Equal(ExitCode.Done, run.Run("[suggest]", "pru"));
        Assert.Equal("prune\n", run.Output.ReplaceLineEndings("\n"));
    }
}
