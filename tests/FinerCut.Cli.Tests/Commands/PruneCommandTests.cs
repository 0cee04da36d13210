using System.Text.Json;
using FinerCut.Calibration;
using FinerCut.Cli.Consoles;
using FinerCut.Cli.Diagnostics;
using FinerCut.Cli.Tests.Fakes;
using FinerCut.Cli.Tests.Snapshots;
using FinerCut.Commands.Prune;
using FinerCut.Decoders;
using FinerCut.Distances;
using FinerCut.Evaluation;
using FinerCut.Execution;
using FinerCut.Healing;
using FinerCut.Plans;
using FinerCut.Search.Budgets;
using FinerCut.Search.Resume;

namespace FinerCut.Cli.Tests.Commands;

public class PruneCommandTests
{
    private static readonly string[] Line = ["prune", "models/tales-3m", "--ratio", "0.25"];

    [Theory]
    [InlineData("prune-summary", "")]
    [InlineData("prune-quiet", "-q")]
    [InlineData("prune-json", "--json -q")]
    public void Screen_Redirected_MatchesSnapshot(string name, string options)
    {
        using CliRun run = new();
        run.Run([.. Line, .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Snapshot.Match(name, run.Transcript);
    }

    [Fact]
    public void Summary_DryRun_MatchesSnapshot()
    {
        using CliRun run = new() { Library = new FakeLibrary { OnPrune = (_, _) => Samples.DryRun } };
        run.Run([.. Line, "--dry-run"]);
        Snapshot.Match("prune-dry-run", run.Transcript);
    }

    [Fact]
    public void Summary_ChosenByHand_MatchesSnapshot()
    {
        using CliRun run = new() { Library = new FakeLibrary { OnPrune = (_, _) => Samples.ByHand } };
        run.Run("prune", "models/tales-3m", "--remove", "3.attn,1.ffn");
        Snapshot.Match("prune-by-hand", run.Transcript);
    }

    [Theory]
    [InlineData("prune-order", "")]
    [InlineData("prune-order-dry-run", "--dry-run")]
    public void Summary_WholeOrder_MatchesSnapshot(string name, string options)
    {
        PruneResult order = Samples.Result with
        {
            Output = options.Length > 0 ? null : "/models/tales-3m-order.plan.json",
            Verification = null
        };
        using CliRun run = new() { Library = new FakeLibrary { OnPrune = (_, _) => order } };
        run.Run([
            "prune",
            "models/tales-3m",
            "--until",
            "1.0",
            "-q",
            .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        ]);
        Assert.Equal(new OrderBudget(1), run.Library.AskedFor!.Budget);
        Snapshot.Match(name, run.Transcript);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    public void Summary_LongOrder_HasACurveOfTheTerminalsWidth(int width)
    {
        PruneResult order = Samples.Result with
        {
            Plan = SweptSamples.EightyLayers,
            Output = "/models/large-order.plan.json",
            Verification = null,
        };
        using CliRun run = new()
        {
            Terminal = new Terminal(CanRedraw: false, width, HasColors: false, HasUnicode: true),
            Library = new FakeLibrary { OnPrune = (_, _) => order },
        };
        run.Run("prune", "models/large", "--until", "1.0", "-q");

        string curve = run.Output[run.Output.IndexOf("Distance (js) by", StringComparison.Ordinal)..];
        Snapshot.Match(
            Snapshot.Of("tables", $"order-curve-{width}"), string.Join('\n', curve.Split('\n').Take(8)) + "\n");
    }

    [Theory]
    [InlineData("healed", 60)]
    [InlineData("healed", 80)]
    [InlineData("healed", 120)]
    [InlineData("unhealed", 80)]
    public void Summary_Healed_SaysWhatCameOfIt(string name, int width)
    {
        using CliRun run = new()
        {
            Terminal = new Terminal(CanRedraw: false, width, HasColors: false, HasUnicode: true),
            Library = new FakeLibrary
            {
                OnPrune = (_, _) => name == "healed" ? Samples.Healed : Samples.Unhealed,
            },
        };
        run.Run([.. Line, "--heal", "-q"]);

        string facts = run.Output[run.Output.IndexOf("Healing", StringComparison.Ordinal)..];
        Snapshot.Match(
            Snapshot.Of("tables", $"prune-{name}-{width}"), string.Join('\n', facts.Split('\n').Take(6)) + "\n");
    }

    [Theory]
    [InlineData("--heal", HealMethod.Weights)]
    [InlineData("--heal weights", HealMethod.Weights)]
    [InlineData("--heal norms", HealMethod.Norms)]
    [InlineData("", null)]
    public void Options_Healing_ReachTheLibrary(string options, HealMethod? method)
    {
        using CliRun run = new();
        Assert.Equal(
            ExitCode.Done,
            run.Run([
                .. Line,
                "--heal-text",
                "a.txt",
                "--heal-tokens",
                "2048",
                .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            ]));
        HealingOptions asked = run.Library.AskedFor!.Healing;
        Assert.Equal((method, 2048), (asked.Method, asked.Tokens));
        Assert.Equal(["a.txt"], asked.Sources);
    }

    [Fact]
    public void Options_HealBeforeTheModel_SaysWhereItBelongs()
    {
        using CliRun run = new();

        Assert.Equal(ExitCode.Usage, run.Run("prune", "--heal", "models/tales-3m", "--ratio", "0.25"));
        Assert.Contains(
            "FC4005: prune lacks an argument: 'models/tales-3m' was taken for the value of --heal.",
            run.Error,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("prune-worse", false)]
    [InlineData("prune-worse-colours", true)]
    public void Summary_FarWorse_SaysSo(string name, bool hasColors)
    {
        using CliRun run = new()
        {
            Terminal = new Terminal(CanRedraw: true, Width: 80, hasColors, HasUnicode: true),
            Library = new FakeLibrary { OnPrune = (_, _) => Samples.Worse },
        };
        run.Run([.. Line, "-q"]);
        Snapshot.Match(name, run.Transcript);
    }

    [Fact]
    public void Options_Evaluation_ReachTheLibrary()
    {
        using CliRun run = new();
        Assert.Equal(
            ExitCode.Done,
            run.Run([.. Line, "--text", "a.txt", "--text", "texts/*.md", "--max-perplexity-increase", "20%"]));
        EvaluationOptions asked = run.Library.AskedFor!.Evaluation;
        Assert.Equal(["a.txt", "texts/*.md"], asked.Texts);
        Assert.Equal(new PerplexityLimit(1.2, "20%"), asked.MaxIncrease);
    }

    [Fact]
    public void Limit_BareNumber_IsRefused()
    {
        using CliRun run = new();
        Assert.Equal(ExitCode.Usage, run.Run([.. Line, "--max-perplexity-increase", "1.2"]));
        Assert.StartsWith("error FC7034: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Summary_Speedup_MatchesSnapshot()
    {
        using CliRun run = new() { Library = new FakeLibrary { OnPrune = (_, _) => Samples.Faster } };
        run.Run("prune", "models/tales-3m", "--speedup", "1.2x", "-q");
        Snapshot.Match("prune-speedup", run.Transcript);
    }

    [Theory]
    [InlineData("--max-distance 0.05", null, null, 0.05)]
    [InlineData("--parameters 20%", SavingUnit.Parameters, "20%", null)]
    [InlineData("--bytes 100MB", SavingUnit.Bytes, "100MB", null)]
    [InlineData("--macs 30M", SavingUnit.Macs, "30M", null)]
    [InlineData("--kv-cache 40%", SavingUnit.KvCache, "40%", null)]
    [InlineData("--speedup 1.3x", SavingUnit.DecodeSpeedup, "1.3x", null)]
    [InlineData("--speedup 1.3 --speedup-of prefill", SavingUnit.PrefillSpeedup, "1.3", null)]
    public void Options_Budget_ReachesTheLibrary(string budget, SavingUnit? unit, string? amount, double? distance)
    {
        using CliRun run = new();
        Assert.Equal(ExitCode.Done, run.Run(["prune", "m", .. budget.Split(' ')]));
        PruneOptions asked = run.Library.AskedFor!;
        SearchBudget expected = distance is { } largest
            ? new DistanceBudget(largest)
            : SavingBudget.Parse(unit!.Value, amount!);
        Assert.Equal(expected, asked.Budget);
    }

    [Fact]
    public void Step_BudgetWhoseEndIsOpen_IsCountedWithoutATotal()
    {
        using CliRun run = new()
        {
            Library = new FakeLibrary
            {
                OnPrune = (_, observer) =>
                {
                    observer.StepFinished(1, 0, Samples.Steps[0], TimeSpan.FromSeconds(2));
                    return Samples.Result;
                },
            },
        };
        run.Run("prune", "m", "--kv-cache", "40%");
        Assert.Equal(
            ["1", "-2.attn", "0.001235", "2.0", "s"],
            run.Error.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Summary_ColourTerminal_MatchesSnapshot()
    {
        using CliRun run =
            new() { Terminal = new Terminal(CanRedraw: true, Width: 80, HasColors: true, HasUnicode: true) };
        run.Run(Line);
        Snapshot.Match("prune-summary-colours", run.Transcript);
    }

    [Fact]
    public void Summary_EightyColumns_NoLineIsLonger()
    {
        using CliRun run =
            new() { Terminal = new Terminal(CanRedraw: true, Width: 80, HasColors: false, HasUnicode: true) };
        run.Run(Line);
        Assert.All(run.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public void Summary_Redirected_IsPlainAscii()
    {
        using CliRun run = new();
        run.Run(Line);
        Assert.All(
            run.Output, character => Assert.True(character is '\n' or (>= ' ' and <= '~'), $"U+{(int)character:X4}"));
    }

    [Fact]
    public void Progress_Redirected_MatchesSnapshot()
    {
        using CliRun run = Playing(Terminal.Redirected);
        run.Run(Line);
        Snapshot.Match("prune-progress-plain", run.Transcript);
    }

    [Fact]
    public void Progress_Terminal_MatchesSnapshot()
    {
        using CliRun run = Playing(new Terminal(CanRedraw: true, Width: 80, HasColors: false, HasUnicode: true));
        run.Run(Line);
        Snapshot.Match("prune-progress-live", run.Transcript);
    }

    [Fact]
    public void Progress_Quiet_KeepsOnlyWarnings()
    {
        using CliRun run = Playing(Terminal.Redirected);
        run.Run([.. Line, "--quiet"]);
        Assert.Equal("warning: CUDA does not load: libcudart.so.13 is missing. Running on the CPU.\n", run.Error);
    }

    [Fact]
    public void Verbose_DebugEvents_GoToStandardError()
    {
        using CliRun run = new();
        run.Run([.. Line, "-v", "-q"]);
        Snapshot.Match("prune-verbose", run.Transcript);
    }

    [Fact]
    public void Json_Parsed_HoldsTheDocumentedKeysInOrder()
    {
        using CliRun run = new();
        run.Run([.. Line, "--json"]);

        using JsonDocument answer = JsonDocument.Parse(run.Output);
        Assert.Equal(
            [
                "output",
                "left_behind",
                "plan",
                "dense",
                "pruned",
                "sample_tokens",
                "dense_perplexity",
                "pruned_perplexity",
                "verification",
                "elapsed_seconds",
                "peak_memory_bytes"
            ],
            answer.RootElement.EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public void Json_PlanOfTheAnswer_IsThePlanAsWritten()
    {
        using CliRun run = new();
        run.Run([.. Line, "--json"]);

        using JsonDocument answer = JsonDocument.Parse(run.Output);
        using JsonDocument plan = JsonDocument.Parse(PlanJson.Write(Samples.Plan));
        Assert.True(JsonElement.DeepEquals(plan.RootElement, answer.RootElement.GetProperty("plan")));
    }

    [Fact]
    public void Json_InfinitePerplexity_IsNull()
    {
        using CliRun run = new()
        {
            Library = new FakeLibrary
            {
                OnPrune = (_, _) => Samples.Result with
                {
                    Plan = Samples.Plan with
                    {
                        Perplexities = [Samples.Perplexity with { Pruned = null, Ratio = null }],
                    },
                },
            }
        };

        Assert.Equal(ExitCode.Done, run.Run([.. Line, "--json"]));

        using JsonDocument answer = JsonDocument.Parse(run.Output);
        Assert.Equal(JsonValueKind.Null, answer.RootElement.GetProperty("pruned_perplexity").ValueKind);
    }

    [Fact]
    public void Options_NoneBesidesTheRatio_AreTheLibrarysDefaults()
    {
        using CliRun run = new();
        run.Run("prune", "m", "--ratio", "0.25");
        PruneOptions found = run.Library.AskedFor!;
        Assert.Equivalent(
            new PruneOptions
            {
                Model = "m",
                Budget = new RatioBudget(0.25),
                Calibration = new() { StandardInput = found.Calibration.StandardInput }
            }, found, strict: true);
    }

    [Fact]
    public void Options_AllGiven_ReachTheLibrary()
    {
        string line = "prune m --count 3 -o out --metric js-official --calibration c.txt --calibration texts/*.md "
            + "--text-field content --packing documents "
            + "--seed 7 --samples 4 --sample-tokens 32 "
            + "--only ffn --protect 0.attn,29.* --protect 1.ffn --threads 2 --provider cpu --dry-run --force "
            + "--keep-cache-indices";
        using CliRun run = new();

        Assert.Equal(ExitCode.Done, run.Run(line.Split(' ')));

        PruneOptions expected = new()
        {
            Model = "m",
            Budget = new CountBudget(3),
            Output = new() { KeepCacheIndices = true, Path = "out", DryRun = true, Force = true },
            Search = new()
            {
                Metric = DistanceMetric.JsOfficial,
                Only = SublayerKind.Ffn,
                Protect = ["0.attn", "29.*", "1.ffn"]
            },
            Calibration = new()
            {
                Sources = ["c.txt", "texts/*.md"],
                TextField = "content",
                Packing = CalibrationPacking.Documents,
                Seed = 7,
                Samples = 4,
                SampleTokens = 32,
                StandardInput = run.Library.AskedFor!.Calibration.StandardInput
            },
            Runtime = new() { Threads = 2, Provider = ProviderChoice.Cpu },
        };
        Assert.Equivalent(expected, run.Library.AskedFor, strict: true);
    }

    [Theory]
    [InlineData("", ResumeMode.Matching)]
    [InlineData(" --resume", ResumeMode.Required)]
    [InlineData(" --restart", ResumeMode.Restart)]
    public void Resume_EachOption_ReachesTheLibrary(string option, ResumeMode expected)
    {
        using CliRun run = new();
        run.Run($"prune m --count 3{option}".Split(' '));
        Assert.Equal(expected, run.Library.AskedFor!.Search.Resume);
    }

    [Fact]
    public void ShowCalibration_Text_ShowsEverySample()
    {
        using CliRun run = new();
        Assert.Equal(ExitCode.Done, run.Run("prune", "m", "--show-calibration"));
        Assert.Equal(
            "--- sample 1 of 2: chats.jsonl line 1, 3 tokens\n<s>Hi there\n--- sample 2 of 2: chats.jsonl line 4, 2 "
                + "tokens\n<s>No\n", run.Output);
    }

    [Fact]
    public void ShowCalibration_Json_HoldsIdsAndText()
    {
        using CliRun run =
            new() { Library = new FakeLibrary { Calibration = Samples.Calibration with { Texts = [] } } };
        Assert.Equal(
            ExitCode.Done,
            run.Run("prune", "m", "--show-calibration", "--json", "--packing", "documents", "--seed", "5"));

        using JsonDocument answer = JsonDocument.Parse(run.Output);
        JsonElement root = answer.RootElement;
        Assert.Equal(("chats.jsonl", "documents", 5), (root.GetProperty("source")
            .GetString(), root.GetProperty("packing").GetString(), root.GetProperty("seed").GetInt64()));
        JsonElement sample = root.GetProperty("rows")[1];
        Assert.Equal(
            """{"number":2,"source":"chats.jsonl line 4","tokens":2,"ids":[1,99],"text":null}""",
            JsonSerializer.Serialize(sample));
        Assert.Equal(
            (CalibrationPacking.Documents, 5),
            (run.Library.AskedForPreview!.Calibration.Packing, run.Library.AskedForPreview.Calibration.Seed));
    }

    [Fact]
    public void Remove_ListWithSpaces_KeepsTheOrder()
    {
        using CliRun run = new();
        run.Run("prune", "m", "--remove", "7.ffn, 3.attn");
        Assert.Equal(["7.ffn", "3.attn"], Assert.IsType<RemovalListBudget>(run.Library.AskedFor!.Budget).Sublayers);
    }

    [Fact]
    public void Ratio_CommaCulture_ReadsThePoint()
    {
        System.Globalization.CultureInfo before = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = new("de-DE");
            using CliRun run = Playing(Terminal.Redirected);
            run.Run(Line);
            Assert.Equal(new RatioBudget(0.25), run.Library.AskedFor!.Budget);
            Snapshot.Match("prune-progress-plain", run.Transcript);
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Model_LooksLikeAnOption_IsTakenAfterTwoDashes()
    {
        using CliRun run = new();
        run.Run("prune", "--ratio", "0.25", "--", "-model");
        Assert.Equal("-model", run.Library.AskedFor!.Model);
    }

    [Fact]
    public void Model_BeginsWithAt_IsNotAResponseFile()
    {
        using CliRun run = new();
        run.Run("prune", "@model", "--ratio", "0.25");
        Assert.Equal("@model", run.Library.AskedFor!.Model);
    }

    private static CliRun Playing(Terminal terminal)
    {
        CliRun? run = null;
        run = new CliRun
        {
            Terminal = terminal,
            Library = new FakeLibrary { OnPrune = (_, observer) => Script.Play(run!.Time, observer) }
        };
        return run;
    }
}
