using System.Diagnostics;
using FinerCut.Cli.Diagnostics;

namespace FinerCut.Cli.Tests.BadInput;

/// <summary>Pipes and devices in the place of files: each would be waited for, or read without end.</summary>
public sealed class PipeTests
{
    [Theory]
    [InlineData("model.onnx")]
    [InlineData("config.json")]
    [InlineData("tokenizer.json")]
    [InlineData("generation_config.json")]
    [InlineData("tokenizer_config.json")]
    [InlineData("spiece.model")]
    [InlineData("LICENSE")]
    public void Prune_PipeOrDeviceBesideTheModel_IsRefused(string name)
    {
        using BadInputRun run = Run();
        string path = Path.Combine(run.Model, name);
        foreach (Action make in new[] { () => MakePipe(path), () => LinkDevice(path) })
        {
            File.Delete(path);
            make();
            Assert.StartsWith(
                $"'{path}' is a ",
                Refuses(run, "prune", run.Model, "--remove", "0.ffn", "-q"),
                StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("inspect", "PIPE")]
    [InlineData("prune", "PIPE", "--remove", "0.ffn", "-q")]
    [InlineData("apply", "PIPE", "MODEL", "-q")]
    [InlineData("prune", "MODEL", "--count", "1", "--calibration", "PIPE", "--sample-tokens", "16", "-q")]
    [InlineData("tokens", "MODEL", "PIPE")]
    [InlineData("gate", "PIPE", "-q")]
    public void Command_PipeAsItsFile_IsRefused(params string[] arguments)
    {
        using BadInputRun run = Run();
        string pipe = run.Combine("pipe.txt");
        MakePipe(pipe);
        Assert.StartsWith($"'{pipe}' is a named pipe, not a file; ", Refuses(run, [.. arguments.Select(argument =>
            argument == "PIPE" ? pipe : argument == "MODEL" ? run.Model : argument)]), StringComparison.Ordinal);
    }

    private static BadInputRun Run()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "what pipes and devices are is asked on Linux alone");
        return new BadInputRun();
    }

    /// <summary>Without the look at all files that other cases take, since that would wait for the pipe.</summary>
    private static string Refuses(BadInputRun run, params string[] arguments)
    {
        Task<string> refusal = Task.Run(() => run.RefusesUnseen("FC1061", ExitCode.BadModel, arguments));
        return refusal.Wait(TimeSpan.FromSeconds(60))
            ? refusal.Result
            : throw new TimeoutException(string.Join(' ', arguments));
    }

    private static void MakePipe(string path)
    {
        using Process process = Process.Start("mkfifo", [path]);
        process.WaitForExit();
    }

    private static void LinkDevice(string path) => File.CreateSymbolicLink(path, "/dev/zero");
}
