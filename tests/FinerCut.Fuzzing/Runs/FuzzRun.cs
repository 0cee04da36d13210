using System.Diagnostics;
using System.Text.RegularExpressions;
using FinerCut.Cli.Commands;
using FinerCut.Cli.Consoles;
using FinerCut.Cli.Diagnostics;

namespace FinerCut.Fuzzing.Runs;

/// <summary>Runs the commands of an input in this process, with the real library, and judges each ending.</summary>
/// <param name="target">The folder that commands write; absent between commands.</param>
internal sealed partial class FuzzRun(string target)
{
    private static readonly ExitCode[] Documented =
        [ExitCode.Done, ExitCode.FellShort, ExitCode.Usage, ExitCode.BadModel, ExitCode.MissingInput];

    /// <summary>Runs an input.</summary>
    /// <param name="number">The input's number.</param>
    /// <param name="input">The input; its file is put right afterwards.</param>
    /// <returns>What came of the commands, up to the first failure.</returns>
    public FuzzResult Of(int number, FuzzInput input)
    {
        byte[]? sound = File.Exists(input.Path) ? File.ReadAllBytes(input.Path) : null;
        File.WriteAllBytes(input.Path, input.Bytes);
        using Process process = Process.GetCurrentProcess();
        ProcessMeter meter = new(process);
        FuzzResult result = FuzzResult.Begun(number, input) with { IsDone = true };
        foreach (string[] command in input.Commands.TakeWhile(_ => result.Failure is null))
        {
            result = Judge(result, input, command);
            Clear();
        }

        result = Measure(result, meter);
        Restore(input.Path, sound);
        return result;
    }

    private FuzzResult Judge(FuzzResult result, FuzzInput input, string[] command)
    {
        bool writes = command[0] is "prune" or "apply" && !command.Contains("--show-calibration");
        (ExitCode exit, string error) = Run(writes ? [.. command, "-o", target] : command);
        FuzzResult next = result with { Endings = [.. result.Endings, Ending(exit, error)] };
        if (!Documented.Contains(exit))
        {
            return next with { Failure = FuzzFailure.Internal, Evidence = Show(command, exit, error) };
        }

        if (exit != ExitCode.Done)
        {
            return NumberedError().IsMatch(error) && !Directory.Exists(target)
                ? next
                : next with { Failure = FuzzFailure.Untidy, Evidence = Show(command, exit, error) };
        }

        return writes ? Verify(next, input.Model) : next;
    }

    private FuzzResult Verify(FuzzResult result, string model)
    {
        string[] command =
        [
            "verify", target, "--against", model, "--samples", "1", "--sample-tokens", "8", "--steps", "1", "-q",
            "--threads", "1",
        ];
        (ExitCode exit, string error) = Run(command);
        return exit == ExitCode.Done
            ? result with { VerifiedFolders = result.VerifiedFolders + 1 }
            : result with { Failure = FuzzFailure.WrongModel, Evidence = Show(command, exit, error) };
    }

    private static (ExitCode Exit, string Error) Run(string[] args)
    {
        using StringWriter output = new();
        using StringWriter error = new() { NewLine = "\n" };
        ExitCode exit = CommandLine.RunCommandLine(args, new CliContext
        {
            Library = new ModelLibrary(),
            Input = () => Stream.Null,
            Output = output,
            OutputTerminal = Terminal.Redirected,
            Story = new Story(error, Terminal.Redirected),
        });
        return (exit, error.ToString());
    }

    private static FuzzResult Measure(FuzzResult result, ProcessMeter meter)
    {
        (double seconds, long memory) = (meter.Seconds, meter.MemoryBytes);
        return result with
        {
            Seconds = seconds,
            MemoryBytes = memory,
            Failure = result.Failure ?? FuzzLimits.Failure(seconds, memory),
        };
    }

    private void Clear()
    {
        if (Directory.Exists(target))
        {
            Directory.Delete(target, recursive: true);
        }
    }

    private static void Restore(string path, byte[]? sound)
    {
        if (sound is null)
        {
            File.Delete(path);
        }
        else
        {
            File.WriteAllBytes(path, sound);
        }
    }

    private static string Ending(ExitCode exit, string error) => NumberedError().Match(error) is { Success: true } match
        ? $"{(int)exit}:{match.Groups["code"].Value}"
        : $"{(int)exit}";

    private static string Show(string[] command, ExitCode exit, string error)
    {
        const int longest = 2000;
        string shown = error.Length > longest ? error[..longest] + "..." : error;
        return $"finercut {string.Join(' ', command)}\nexit {(int)exit}\n{shown}";
    }

    [GeneratedRegex(@"^error (?<code>FC\d{4}): .", RegexOptions.Multiline)]
    private static partial Regex NumberedError();
}
