using System.Text.Json;
using FinerCut.Cli.Diagnostics;
using FinerCut.Cli.Tests.Fakes;
using FinerCut.Onnx;

namespace FinerCut.Cli.Tests.Logging;

public sealed class LogFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("finercut-log-").FullName;

    [Fact]
    public void LogFile_AfterARun_HoldsOneJsonObjectPerLine()
    {
        string path = Path.Combine(_folder, "run.log");
        using CliRun run = new();

        run.Run("prune", "m", "--ratio", "0.25", "-q", "--log-file", path);

        string[] templates = [.. Events(path).Select(line => line.GetProperty("@mt").GetString()!)];
        Assert.Equal(["finercut {Version:l} {Arguments}", "Opened {Model}"], templates);
        Assert.Empty(run.Error);
    }

    [Fact]
    public void LogFile_AfterAnError_HoldsTheTrace()
    {
        string path = Path.Combine(_folder, "run.log");
        using CliRun run = new()
        {
            Library = new FakeLibrary { OnInspect = _ => throw new DiagnosticException("FC1002", "Not ONNX.") }
        };

        run.Run("inspect", "m", "--log-file", path);

        JsonElement last = Events(path)[^1];
        Assert.Equal("Error", last.GetProperty("@l").GetString());
        Assert.Equal("FC1002", last.GetProperty("Code").GetString());
        Assert.Contains("InspectCommand", last.GetProperty("@x").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void LogFile_FolderIsMissing_IsAUsageErrorBeforeAnyWork()
    {
        using CliRun run = new();

        ExitCode code = run.Run("prune", "m", "--ratio", "0.25", "--log-file", Path.Combine(_folder, "no", "run.log"));

        Assert.Equal(ExitCode.Usage, code);
        Assert.StartsWith("error FC4013: --log-file '", run.Error, StringComparison.Ordinal);
        Assert.Null(run.Library.AskedFor);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static List<JsonElement> Events(string path) =>
        [.. File.ReadLines(path).Select(line => JsonDocument.Parse(line).RootElement.Clone())];
}
