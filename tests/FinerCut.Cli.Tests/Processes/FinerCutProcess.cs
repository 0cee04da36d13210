using System.Diagnostics;

namespace FinerCut.Cli.Tests.Processes;

/// <summary>The built <c>finercut</c> as a process of its own.</summary>
internal sealed class FinerCutProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private FinerCutProcess(IEnumerable<string> args)
    {
        string assembly = Path.Combine(AppContext.BaseDirectory, "finercut.dll");
        ProcessStartInfo start = new(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { "exec", assembly },
        };
        foreach (string arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        _process = Process.Start(start)!;
        _output = _process.StandardOutput.ReadToEndAsync();
        _error = _process.StandardError.ReadToEndAsync();
    }

    public static FinerCutProcess Start(params string[] args) => new(args);

    /// <summary>Sends SIGINT, as Ctrl-C does; not on Windows.</summary>
    public void Interrupt() => Process.Start("kill", ["-INT", $"{_process.Id}"]).WaitForExit();

    /// <summary>Waits for the end, a minute at most.</summary>
    public async Task<(int Code, string Output, string Error)> Finish()
    {
        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(1));
        await _process.WaitForExitAsync(patience.Token);
        return (_process.ExitCode, (await _output).ReplaceLineEndings("\n"), (await _error).ReplaceLineEndings("\n"));
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
