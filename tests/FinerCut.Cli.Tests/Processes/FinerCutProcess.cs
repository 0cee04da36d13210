using System.Diagnostics;
using System.Text;

namespace FinerCut.Cli.Tests.Processes;

/// <summary>The built <c>finercut</c> as a process of its own, both streams redirected.</summary>
internal sealed class FinerCutProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly string Host =
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly StringBuilder _error = new();
    private readonly Task _peak;

    private FinerCutProcess(FinerCutLaunch launch)
    {
        string[] command =
            [.. launch.Through, Host, "exec", Path.Combine(launch.Folder, "finercut.dll"), .. launch.Arguments];
        ProcessStartInfo start = new(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        foreach ((string name, string? value) in launch.Environment)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _output = _process.StandardOutput.ReadToEndAsync();
        _process.ErrorDataReceived += (_, line) => Append(line.Data);
        _process.BeginErrorReadLine();
        _peak = Task.Run(WatchPeak);
    }

    /// <summary>The largest resident memory seen, in bytes; 0 where the system does not tell.</summary>
    public long PeakMemoryBytes { get; private set; }

    /// <summary>Whether it is over.</summary>
    public bool HasExited => _process.HasExited;

    public static FinerCutProcess Start(params string[] args) => Start(new FinerCutLaunch { Arguments = args });

    public static FinerCutProcess Start(FinerCutLaunch launch) => new(launch);

    /// <summary>Sends a signal, such as INT as Ctrl-C does; not on Windows.</summary>
    public void Signal(string name) => Process.Start("kill", [$"-{name}", $"{_process.Id}"]).WaitForExit();

    /// <summary>Ends it at once, whatever it is doing.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Waits until a text stands on stderr.</summary>
    /// <exception cref="TimeoutException">It does not come.</exception>
    public async Task WaitForError(string text)
    {
        Stopwatch waited = Stopwatch.StartNew();
        while (!ErrorText().Contains(text, StringComparison.Ordinal))
        {
            if (_process.HasExited || waited.Elapsed > Patience)
            {
                throw new TimeoutException($"'{text}' was awaited on stderr, which holds: {ErrorText()}");
            }

            await Task.Delay(5);
        }
    }

    /// <summary>Waits for the end.</summary>
    public async Task<(int Code, string Output, string Error)> Finish(TimeSpan? atMost = null)
    {
        using CancellationTokenSource patience = new(atMost ?? Patience);
        await _process.WaitForExitAsync(patience.Token);
        await _peak;
        return (_process.ExitCode, (await _output).ReplaceLineEndings("\n"), ErrorText());
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private void Append(string? line)
    {
        lock (_error)
        {
            _error.Append(line is null ? "" : line + "\n");
        }
    }

    private string ErrorText()
    {
        lock (_error)
        {
            return _error.ToString();
        }
    }

    /// <summary>The system keeps the peak itself, but only as long as the process lives.</summary>
    private void WatchPeak()
    {
        try
        {
            using Process watched = Process.GetProcessById(_process.Id);
            while (!watched.HasExited)
            {
                watched.Refresh();
                PeakMemoryBytes = Math.Max(PeakMemoryBytes, watched.PeakWorkingSet64);
                Thread.Sleep(1);
            }
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException
            or System.ComponentModel.Win32Exception)
        {
            // It ended between two looks.
        }
    }
}
