using System.Globalization;
using System.Text.Json;
using FinerCut.Cli.Consoles;
using FinerCut.Cli.Diagnostics;
using FinerCut.Cli.Tests.Fakes;
using FinerCut.Cli.Tests.Snapshots;
using FinerCut.Commands.Bench;
using FinerCut.Execution;
using FinerCut.Runs;
using FinerCut.TestModels.Files;

namespace FinerCut.Cli.Tests.Commands;

public class BenchCommandTests
{
    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    public void Screen_OfAWidth_MatchesSnapshot(int width)
    {
        using CliRun run = Playing(new Terminal(CanRedraw: false, width, HasColors: false, HasUnicode: true));
        Assert.Equal(ExitCode.Done, run.Run("bench", "models/tales-3m", "models/tales-3m-pruned-25pct"));

        Assert.All(run.Output.Split('\n'), line => Assert.InRange(LineWrap.Columns(line), 0, width));
        Snapshot.Match(Snapshot.Of("tables", $"bench-{width}"), run.Transcript);
    }

    [Theory]
    [InlineData("bench-file", "")]
    [InlineData("bench-quiet", "-q")]
    [InlineData("bench-json", "--json")]
    public void Screen_OfAFile_MatchesSnapshot(string name, string option)
    {
        using CliRun run = Playing(Terminal.Redirected);
        run.Run(["bench", "a", "b", .. option.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Snapshot.Match(Snapshot.Of("tables", name), run.Transcript);
    }

    [Fact]
    public void Screen_WithoutCaches_NamesWhatIsMeasured()
    {
        using CliRun run = Answering(MeasuredSamples.BenchedWithoutCaches);
        run.Run("bench", "model", "-q");
        Snapshot.Match(Snapshot.Of("tables", "bench-no-cache"), run.Transcript);
    }

    [Fact]
    public void Screen_CallsOfOneToken_NamesWhatIsMeasured()
    {
        using CliRun run = Answering(MeasuredSamples.BenchedByToken);
        run.Run("bench", "model", "-q");
        Snapshot.Match(Snapshot.Of("tables", "bench-by-token"), run.Transcript);
    }

    [Fact]
    public void Csv_File_HasTheColumnsOfGenAi()
    {
        using TemporaryFolder folder = new();
        string path = folder.Combine("new", "speed.csv");
        using CliRun run = new();
        Assert.Equal(ExitCode.Done, run.Run("bench", "a", "b", "--csv", path));

        string[][] rows = [.. File.ReadAllLines(path).Select(line => line.Split(','))];
        Assert.Equal(
            [
                "Model", "Batch Size", "Prompt Length", "Tokens Generated", "Max Length",
                "Tokenization Throughput (tps)", "Tokenization Latency (ms)", "Prompt Processing Throughput (tps)",
                "Prompt Processing Latency (ms)", "Token Generation Throughput (tps)",
                "Token Generation Latency (ms)", "Sampling Throughput (tps)", "Sampling Latency (ms)",
                "Wall Clock Throughput (tps)", "Wall Clock Time (s)", "peak_cpu_memory (GiB)",
            ],
            rows[0].Take(16));
        Assert.Equal(5, rows.Length);
        Assert.All(rows, row => Assert.Equal(rows[0].Length, row.Length));
        Assert.Equal(["/models/tales-3m/model.onnx", "1", "512", "128", "512", "", ""], rows[1].Take(7));
        Assert.Equal(512 / ((0.125 + 0.128 + 0.1) / 3), Cell(rows, 1, "Prompt Processing Throughput (tps)"), 1e-6);
        Assert.Equal(1000 * (0.32 + 0.4 + 0.32) / 3 / 128, Cell(rows, 1, "Token Generation Latency (ms)"), 1e-9);
        Assert.Equal(48_234_496 / Math.Pow(2, 30), Cell(rows, 1, "peak_cpu_memory (GiB)"), 1e-12);
        Assert.Equal("", rows[2][Array.IndexOf(rows[0], "Prompt Processing Throughput (tps)")]);
        Assert.Equal((512, 640), (Cell(rows, 2, "Depth"), Cell(rows, 2, "Max Length")));
        Assert.Equal((0.5 / 0.4 + 0.5 / 0.4 + 0.4 / 0.32) / 3, Cell(rows, 4, "Token Generation Ratio"), 1e-9);
    }

    [Theory]
    [InlineData("speed.csv", "")]
    [InlineData("model.onnx", "--force")]
    [InlineData("", "")]
    public void Csv_InPlaceOfSomethingElse_IsRefusedBeforeAnythingRuns(string name, string option)
    {
        using TemporaryFolder folder = new();
        string path = folder.Combine(name);
        if (name.Length > 0)
        {
            File.WriteAllText(path, "mine");
        }

        using CliRun run = new();
        string[] options = option.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(ExitCode.Usage, run.Run(["bench", "a", "--csv", path, .. options]));

        Assert.Contains("FC7103", run.Error, StringComparison.Ordinal);
        Assert.Null(run.Library.AskedToBench);
        Assert.True(name.Length == 0 || File.ReadAllText(path) == "mine", "it was not touched");
    }

    [Fact]
    public void Csv_WithForce_ReplacesAnotherTable()
    {
        using TemporaryFolder folder = new();
        string path = folder.Combine("speed.csv");
        File.WriteAllText(path, "old");
        using CliRun run = new();
        Assert.Equal(ExitCode.Done, run.Run("bench", "a", "--csv", path, "-f"));
        Assert.StartsWith("Model,Batch Size,", File.ReadAllText(path), StringComparison.Ordinal);
        Assert.Single(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Json_Parsed_HasTheDocumentedKeysInOrder()
    {
        using CliRun run = new();
        run.Run("bench", "a", "b", "--json");
        using JsonDocument answer = JsonDocument.Parse(run.Output);
        JsonElement model = answer.RootElement.GetProperty("models")[1];

        Assert.Equal(
            ["models", "provider", "threads", "repetitions", "warm_up", "peak_memory_bytes"],
            KeysOf(answer.RootElement));
        Assert.Equal(
            ["model", "parameters", "file_bytes", "cache_bytes_per_token", "memory_bytes", "batch", "tests"],
            KeysOf(model));
        Assert.Equal(
            [
                "test", "prompt_tokens", "generate_tokens", "depth", "reading", "tokens_per_second",
                "tokens_per_second_deviation", "ratio", "ratio_deviation", "seconds",
            ],
            KeysOf(model.GetProperty("tests")[2]));
        Assert.Equal("tg128 @ d512", model.GetProperty("tests")[2].GetProperty("test").GetString());
        Assert.Equal("token_by_token", model.GetProperty("tests")[2].GetProperty("reading").GetString());
    }

    [Fact]
    public void Options_NoneBesidesTheModels_AreTheLibrarysDefaults()
    {
        using CliRun run = new();
        run.Run("bench", "m", "n");
        BenchOptions defaults = new() { Models = ["m", "n"] };
        BenchOptions asked = run.Library.AskedToBench!;
        Assert.Equivalent(
            defaults with { Time = asked.Time, ResidentBytes = asked.ResidentBytes }, asked, strict: true);
        Assert.Same(run.Time, asked.Time);
    }

    [Fact]
    public void Options_AllGiven_ReachTheLibrary()
    {
        using CliRun run = new();
        string line = "bench -p 16,32 m -n 4 -n 8 n --depth 0,64 -r 2 --warm-up 3 -t 1 --provider cpu -q -v";
        Assert.Equal(ExitCode.Done, run.Run(line.Split(' ')));
        BenchOptions asked = run.Library.AskedToBench!;
        BenchOptions expected = new()
        {
            Models = ["m", "n"],
            PromptTokens = [16, 32],
            GenerateTokens = [4, 8],
            Depths = [0, 64],
            Repetitions = 2,
            WarmUp = 3,
            Threads = 1,
            Provider = ProviderChoice.Cpu,
            Time = asked.Time,
            ResidentBytes = asked.ResidentBytes,
        };
        Assert.Equivalent(expected, asked, strict: true);
    }

    [Theory]
    [InlineData("bench", "FC4005")]
    [InlineData("bench m -p many", "FC4008")]
    [InlineData("bench m -p 512,", "FC4008")]
    [InlineData("bench m --depht 5", "FC4003")]
    public void Line_Wrong_IsRefused(string line, string code)
    {
        using CliRun run = new();
        Assert.Equal(ExitCode.Usage, run.Run(line.Split(' ')));
        Assert.Contains(code, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_InAnotherCulture_AreWrittenWithAPoint()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            using CliRun run = new();
            run.Run("bench", "a", "b", "-q");
            Assert.Contains("1.26x +- 0.02", run.Output, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Cancellation_OnRequest_ExitsWith130()
    {
        using CliRun run = new();
        run.Cancel();
        Assert.Equal(ExitCode.Cancelled, run.Run("bench", "models/tales-3m"));
    }

    private static string[] KeysOf(JsonElement element) =>
        [.. element.EnumerateObject().Select(property => property.Name)];

    private static double Cell(string[][] rows, int row, string column) =>
        double.Parse(rows[row][Array.IndexOf(rows[0], column)], CultureInfo.InvariantCulture);

    private static CliRun Answering(BenchResult result) =>
        new() { Library = new FakeLibrary { OnBench = (_, _) => result } };

    private static CliRun Playing(Terminal terminal)
    {
        CliRun? run = null;
        return run = new CliRun
        {
            Terminal = terminal,
            Library = new FakeLibrary { OnBench = (_, observer) => Play(run!.Time, observer) },
        };
    }

    private static BenchResult Play(ManualTime time, IRunObserver observer)
    {
        observer.PhaseStarted(RunPhase.Open, "models/tales-3m");
        observer.PhaseStarted(RunPhase.Open, "models/tales-3m-pruned-25pct");
        time.Advance(0.2);
        observer.PhaseStarted(RunPhase.Prepare, "/models/tales-3m/model.onnx");
        time.Advance(2);
        observer.PhaseStarted(RunPhase.Prepare, "/models/tales-3m-pruned-25pct/model.onnx");
        time.Advance(2);
        observer.PhaseStarted(RunPhase.Measure, "pp512, tg128, tg128 @ d512, 3 times, 2 models in turns");
        time.Advance(20);
        observer.Progressed(1, 2);
        time.Advance(20);
        return MeasuredSamples.Benched;
    }
}
