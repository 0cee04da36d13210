using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using FinerCut.Fuzzing.Runs;

namespace FinerCut.Cli.Tests.Fuzzing;

/// <summary>The process that runs inputs one after the other. It is ended where an input takes too much.</summary>
internal sealed class FuzzProcess : IDisposable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    private readonly Process _process;
    private readonly StringBuilder _error = new();
    private FuzzResult? _running;

    /// <summary>Starts the process.</summary>
    /// <param name="folder">An empty folder for the process to work in.</param>
    /// <param name="first">The number of the first input.</param>
    /// <param name="end">The number to stop before.</param>
    public FuzzProcess(string folder, int first, int end)
    {
        ProcessStartInfo start = new("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                "exec", Path.Combine(AppContext.BaseDirectory, "FinerCut.Fuzzing.dll"), folder,
                first.ToString(CultureInfo.InvariantCulture), end.ToString(CultureInfo.InvariantCulture),
            },
        };
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) => _error.AppendLine(line.Data);
        _process.BeginErrorReadLine();
    }

    /// <summary>Reads results until the process ends. The last one tells of a crash, where there was one.</summary>
    public async IAsyncEnumerable<FuzzResult> Results()
    {
        while (await NextLine() is { } line)
        {
            FuzzResult result = JsonSerializer.Deserialize<FuzzResult>(line)!;
            _running = result.IsDone ? null : result;
            if (result.IsDone)
            {
                yield return result;
            }
        }

        await _process.WaitForExitAsync();
        if (_running is { } last)
        {
            yield return last.IsDone ? last : last with { Failure = FuzzFailure.Crash, Evidence = Ending() };
        }
        else if (_process.ExitCode != 0)
        {
            throw new InvalidOperationException($"No input was running. {Ending()}");
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    /// <summary>Waits for a line while the limits hold; null at the end of the output.</summary>
    private async Task<string?> NextLine()
    {
        Task<string?> line = _process.StandardOutput.ReadLineAsync();
        ProcessMeter? meter = _running is null || _process.HasExited ? null : new ProcessMeter(_process);
        while (await Task.WhenAny(line, Task.Delay(BetweenLooks)) != line)
        {
            if (meter is not null && !_process.HasExited && PassedLimit(meter) is { } failure)
            {
                Stop(failure, meter);
                return null;
            }
        }

        return await line;
    }

    private void Stop(FuzzFailure failure, ProcessMeter meter)
    {
        (double seconds, long memory) = (meter.Seconds, meter.MemoryBytes);
        _running = _running! with { IsDone = true, Failure = failure, Seconds = seconds, MemoryBytes = memory };
        _process.Kill();
    }

    private static FuzzFailure? PassedLimit(
        ProcessMeter meter) => meter.SecondsByTheClock > FuzzLimits.SecondsByTheClock
        ? FuzzFailure.Time
        : FuzzLimits.Failure(meter.Seconds, meter.MemoryBytes);

    private string Ending()
    {
        const int longest = 1500;
        string error = _error.ToString();
        string shown = error.Length > longest ? error[..longest] : error;
        return $"The process ended with exit code {_process.ExitCode}: {shown}";
    }
}
