using FinerCut.Cli.Commands;
using FinerCut.Cli.Consoles;
using FinerCut.Cli.Diagnostics;
using FinerCut.Cli.Tests.Fakes;

namespace FinerCut.Cli.Tests.Consoles;

/// <summary>Output redirected to a disk that is full.</summary>
public sealed class FullStreamTests : IDisposable
{
    private readonly FullWriter _full = new();
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    [Theory]
    [InlineData("inspect", "m")]
    [InlineData("inspect", "m", "--json")]
    [InlineData("prune", "m", "--ratio", "0.25", "-q")]
    [InlineData("prune", "m", "--ratio", "0.25", "-q", "--json")]
    [InlineData("--help")]
    [InlineData("--version")]
    public void Output_Full_IsANumberedError(params string[] args)
    {
        Assert.Equal(ExitCode.FellShort, Run(_full, _error, args));
        string line = _error.ToString().Split('\n')[^2];
        Assert.StartsWith(
            "error FC5021: The answer cannot be written to standard output: No space left on device",
            line,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ExitCode.Done, "prune", "m", "--ratio", "0.25")]
    [InlineData(ExitCode.Done, "prune", "m", "--ratio", "0.25", "-v")]
    [InlineData(ExitCode.Usage, "prune", "m")]
    public void Error_Full_TheWorkGoesOn(object exit, params string[] args)
    {
        Assert.Equal(exit, Run(_output, _full, args));
        Assert.Equal(exit is ExitCode.Done, _output.ToString().Contains("Written to", StringComparison.Ordinal));
    }

    [Fact]
    public void LogFile_Full_IsWarnedOf()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "there is no /dev/full on this system");
        Assert.Equal(ExitCode.Done, Run(_output, _error, "inspect", "m", "--log-file", "/dev/full"));
        Assert.StartsWith(
            "warning: The log file is not complete: No space left on device",
            _error.ToString(),
            StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _full.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    private static ExitCode Run(
        TextWriter output, TextWriter error, params string[] args) => CommandLine.RunCommandLine(args, new CliContext
        {
            Library = new FakeLibrary { OnPrune = (_, observer) => Script.Play(new ManualTime(), observer) },
            Output = output,
            OutputTerminal = Terminal.Redirected,
            Story = new Story(error, Terminal.Redirected),
        });
}
