using System.Text;
using FinerCut.Cli.Commands;
using FinerCut.Cli.Consoles;
using FinerCut.Cli.Diagnostics;

namespace FinerCut.Cli.Tests.Fakes;

/// <summary>Runs a command line in this process and keeps what it said.</summary>
internal sealed class CliRun : IDisposable
{
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };
    private readonly CancellationTokenSource _cancellation = new();
    private string _line = "";
    private ExitCode _code;

    public FakeLibrary Library { get; init; } = new();

    public Terminal Terminal { get; init; } = Terminal.Redirected;

    public ManualTime Time { get; } = new();

    /// <summary>The user's folder for results; null for none.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>What stands in standard input.</summary>
    public string Input { get; init; } = "";

    public string Output => _output.ToString();

    public string Error => _error.ToString();

    /// <summary>The command line, its exit code, and both streams, for a snapshot.</summary>
    public string Transcript =>
        $"$ finercut {_line}\nexit {(int)_code} {_code}\n--- stdout\n{Visible(Output)}--- stderr\n{Visible(Error)}";

    public ExitCode Run(params string[] args)
    {
        _line = string.Join(' ', args);
        _code = CommandLine.RunCommandLine(args, new CliContext
        {
            Library = Library,
            Input = () => new MemoryStream(Encoding.UTF8.GetBytes(Input)),
            Output = _output,
            OutputTerminal = Terminal,
            Story = new Story(_error, Terminal),
            Time = Time,
            CacheFolder = CacheFolder,
            Cancellation = _cancellation.Token,
        });
        return _code;
    }

    public void Cancel() => _cancellation.Cancel();

    public void Dispose()
    {
        _cancellation.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    private static string Visible(string text) => text
        .Replace("\e", "<esc>", StringComparison.Ordinal)
        .Replace("\r", "<cr>", StringComparison.Ordinal);
}
