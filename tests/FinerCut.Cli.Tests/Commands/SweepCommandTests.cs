using System.Text.Json;
using FinerCut.Cli.Consoles;
using FinerCut.Cli.Diagnostics;
using FinerCut.Cli.Tests.Fakes;
using FinerCut.Cli.Tests.Snapshots;
using FinerCut.Commands.Sweep;
using FinerCut.Distances;
using FinerCut.Execution;
using FinerCut.Search.Resume;
using FinerCut.TestModels.Files;

namespace FinerCut.Cli.Tests.Commands;

public class SweepCommandTests
{
    private static readonly string[] Line = ["sweep", "models/tales-3m", "-q"];

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    public void Screen_OfAWidth_MatchesSnapshot(int width)
    {
        using CliRun run = new()
        {
            Terminal = new Terminal(CanRedraw: false, width, HasColors: false, HasUnicode: true),
            Library = new FakeLibrary { OnSweep = (_, _) => SweptSamples.OfTwoTexts },
        };
        Assert.Equal(ExitCode.Done, run.Run(Line));

        Assert.All(run.Output.Split('\n'), line => Assert.InRange(LineWrap.Columns(line), 0, width));
        Snapshot.Match(Snapshot.Of("tables", $"sweep-{width}"), run.Transcript);
    }

    [Theory]
    [InlineData("sweep-file", "")]
    [InlineData("sweep-json", "--json")]
    public void Screen_OfAFile_MatchesSnapshot(string name, string option)
    {
        using CliRun run = new();
        run.Run([.. Line, .. option.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Snapshot.Match(Snapshot.Of("tables", name), run.Transcript);
    }

    [Fact]
    public void Screen_Redirected_IsPlainAscii()
    {
        using CliRun run = new() { Library = new FakeLibrary { OnSweep = (_, _) => SweptSamples.OfTwoTexts } };
        run.Run(Line);
        Assert.All(
            run.Output, character => Assert.True(character is '\n' or (>= ' ' and <= '~'), $"U+{(int)character:X4}"));
    }

    [Fact]
    public void Screen_WithoutPerplexity_ShowsDistances()
    {
        using CliRun run = new() { Library = new FakeLibrary { OnSweep = (_, _) => SweptSamples.WithoutPerplexity } };
        run.Run([.. Line, "--dry-run"]);
        Snapshot.Match(Snapshot.Of("tables", "sweep-distances"), run.Transcript);
    }

    [Fact]
    public void Screen_Picked_GoesOnWithTheFolder()
    {
        using CliRun run = new() { Library = new FakeLibrary { OnSweep = (_, _) => SweptSamples.Picked } };
        Assert.Equal(ExitCode.Done, run.Run([.. Line, "--pick", "perplexity<=1.1x"]));
        Snapshot.Match(Snapshot.Of("tables", "sweep-picked"), run.Transcript);
    }

    [Fact]
    public void Screen_NothingPicked_ShowsTheCurveAndTheError()
    {
        using CliRun run = new() { Library = new FakeLibrary { OnSweep = (_, _) => SweptSamples.NothingPicked } };
        Assert.Equal(ExitCode.FellShort, run.Run([.. Line, "--pick", "perplexity<=0.9x"]));
        Assert.Contains("Picked      nothing: no ratio keeps perplexity<=0.9x\n", run.Output, StringComparison.Ordinal);
        Assert.StartsWith("error FC7204: No ratio keeps", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_NothingPicked_IsOneObjectWithTheError()
    {
        using CliRun run = new() { Library = new FakeLibrary { OnSweep = (_, _) => SweptSamples.NothingPicked } };
        Assert.Equal(ExitCode.FellShort, run.Run([.. Line, "--json", "--pick", "perplexity<=0.9x"]));

        using JsonDocument answer = JsonDocument.Parse(run.Output);
        JsonElement error = answer.RootElement.GetProperty("error");
        Assert.Equal("FC7204", error.GetProperty("number").GetString());
        Assert.Equal(1, error.GetProperty("exit_code").GetInt32());
        Assert.NotNull(error.GetProperty("advice").GetString());
        Assert.Equal(6, answer.RootElement.GetProperty("points").GetArrayLength());
        Assert.StartsWith("error FC7204: No ratio keeps", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_Parsed_HasTheDocumentedKeysInOrder()
    {
        using CliRun run = new();
        run.Run([.. Line, "--json"]);
        using JsonDocument answer = JsonDocument.Parse(run.Output);

        Assert.Equal(
            [
                "plan_file", "output", "condition", "picked_ratio", "error", "dense", "sample_tokens", "points", "plan",
                "elapsed_seconds", "peak_memory_bytes",
            ],
            KeysOf(answer.RootElement));
        Assert.Equal(
            ["ratio", "count", "distance", "totals", "perplexities"],
            KeysOf(answer.RootElement.GetProperty("points")[0]));
    }

    [Fact]
    public void Csv_File_HasARowForEachRatioAndText()
    {
        using TemporaryFolder folder = new();
        string path = folder.Combine("sweep.csv");
        using CliRun run = new() { Library = new FakeLibrary { OnSweep = (_, _) => SweptSamples.OfTwoTexts } };
        Assert.Equal(ExitCode.Done, run.Run([.. Line, "--csv", path]));

        string[] rows = File.ReadAllLines(path);
        Assert.Equal(13, rows.Length);
        Assert.StartsWith(
            "Ratio,Removed,Last Removed,Distance,Metric,Picked,Parameters,", rows[0], StringComparison.Ordinal);
        Assert.StartsWith("0.125,1,0.attn,0.00123456,js,0,2973184,10677778,", rows[1], StringComparison.Ordinal);
        Assert.Contains(",held-out.txt,windows,16,256,4080,8.1234,0.21,", rows[1], StringComparison.Ordinal);
        Assert.EndsWith(",code.md,windows,16,256,4080,8.1234,0.21,,,,", rows[12], StringComparison.Ordinal);
    }

    [Fact]
    public void Csv_FileIsThere_IsRefusedBeforeTheSearch()
    {
        using TemporaryFolder folder = new();
        string path = folder.Combine("sweep.csv");
        File.WriteAllText(path, "mine");
        using CliRun run = new();
        Assert.Equal(ExitCode.Usage, run.Run([.. Line, "--csv", path]));
        Assert.Contains("FC7103", run.Error, StringComparison.Ordinal);
        Assert.Null(run.Library.AskedToSweep);
    }

    [Fact]
    public void Options_NoneBesidesTheModel_AreTheLibrarysDefaults()
    {
        using CliRun run = new();
        run.Run("sweep", "m");
        SweepOptions found = run.Library.AskedToSweep!;
        Assert.Equivalent(
            new SweepOptions
            {
                Model = "m",
                Calibration = new() { StandardInput = found.Calibration.StandardInput },
            },
            found,
            strict: true);
    }

    [Fact]
    public void Options_AllGiven_ReachTheLibrary()
    {
        string line = "sweep m --ratios 0.1,25% --text a.txt --text b/*.md --pick perplexity<=1.1x -o out "
            + "--plan p.json --metric kl --calibration c.txt --samples 4 --sample-tokens 32 --seed 7 --only ffn "
            + "--protect 0.* --all-scores --resume --threads 2 --memory 2GiB --provider cpu --dry-run --force "
            + "--keep-cache-indices";
        using CliRun run = new();
        Assert.Equal(ExitCode.Done, run.Run(line.Split(' ')));

        SweepOptions found = run.Library.AskedToSweep!;
        Assert.Equivalent(
            new SweepOptions
            {
                Model = "m",
                Ratios = SweepRatios.Parse("0.1,0.25"),
                Texts = ["a.txt", "b/*.md"],
                Pick = PickCondition.Parse("perplexity<=1.1x"),
                PlanPath = "p.json",
                Output = new() { Path = "out", KeepCacheIndices = true, DryRun = true, Force = true },
                Search = new()
                {
                    Metric = DistanceMetric.Kl,
                    Only = FinerCut.Decoders.SublayerKind.Ffn,
                    Protect = ["0.*"],
                    AllScores = true,
                    Resume = ResumeMode.Required,
                },
                Calibration = new()
                {
                    Sources = ["c.txt"],
                    Samples = 4,
                    SampleTokens = 32,
                    Seed = 7,
                    StandardInput = found.Calibration.StandardInput,
                },
                Runtime = new() { Threads = 2, MemoryBytes = 2L << 30, Provider = ProviderChoice.Cpu },
            },
            found,
            strict: true);
    }

    [Theory]
    [InlineData("-o p.json")]
    [InlineData("--plan p.json")]
    public void Output_WithoutPick_IsTheFileOfThePlan(string option)
    {
        using CliRun run = new();
        run.Run(["sweep", "m", .. option.Split(' ')]);
        SweepOptions found = run.Library.AskedToSweep!;
        Assert.Equal(("p.json", null), (found.PlanPath, found.Output.Path));
    }

    [Theory]
    [InlineData("-o a --plan b", "FC7205")]
    [InlineData("--ratios half", "FC7201")]
    [InlineData("--ratios 0.001..0.9:0.001", "FC7202")]
    [InlineData("--pick perplexity<1.1", "FC7203")]
    [InlineData("--max-perplexity-increase 20%", "FC4003")]
    public void Line_ThatIsNotUnderstood_IsRefused(string options, string code)
    {
        using CliRun run = new();
        Assert.Equal(ExitCode.Usage, run.Run(["sweep", "m", .. options.Split(' ')]));
        Assert.StartsWith($"error {code}: ", run.Error, StringComparison.Ordinal);
        Assert.Null(run.Library.AskedToSweep);
    }

    private static string[] KeysOf(JsonElement element) =>
        [.. element.EnumerateObject().Select(property => property.Name)];
}
