using FinerCut.Cli.Consoles;
using FinerCut.Cli.Tests.Fakes;
using FinerCut.Cli.Tests.Snapshots;
using FinerCut.Commands.Prune;
using FinerCut.Onnx;
using FinerCut.Runs;
using FinerCut.Search.Budgets;

namespace FinerCut.Cli.Tests.Consoles;

/// <summary>Every screen on terminals of 60 and of 100 columns: no line is wider, and no word is broken.</summary>
public class WidthScreenTests
{
    // What stays whole, however long.
    private static readonly string[] Unbroken = ["models/tales-3m-pruned-25/finercut.plan.json"];

    public static TheoryData<string, int> Screens
    {
        get
        {
            TheoryData<string, int> screens = [];
            foreach (string name in Lines.Keys)
            {
                screens.Add(name, 60);
                screens.Add(name, 100);
            }

            return screens;
        }
    }

    private static Dictionary<string, string> Lines { get; } = new()
    {
        ["help"] = "--help",
        ["help-of-help"] = "help --help",
        ["help-prune"] = "help prune",
        ["help-sweep"] = "help sweep",
        ["help-apply"] = "help apply",
        ["help-inspect"] = "inspect -h",
        ["help-verify"] = "verify -h",
        ["help-eval"] = "eval -h",
        ["help-bench"] = "bench -h",
        ["help-compare"] = "compare -h",
        ["help-generate"] = "generate -h",
        ["help-gate"] = "gate -h",
        ["help-tokens"] = "tokens -h",
        ["no-arguments"] = "",
        ["prune"] = "prune models/tales-3m --ratio 0.25",
        ["prune-worse"] = "prune models/tales-3m --count 6",
        ["prune-dry-run"] = "prune models/tales-3m --ratio 0.25 --dry-run",
        ["prune-faster"] = "prune models/tales-3m --speedup 1.2x -q",
        ["prune-order"] = "prune models/tales-3m --until 1.0 -q",
        ["inspect"] = "inspect models/tales-3m --explain",
        ["inspect-pruned"] = "inspect models/tales-3m-pruned-25",
        ["inspect-table"] = "inspect models/tales-3m-pruned-25 --table",
        ["inspect-plan"] = "inspect models/tales-3m-pruned-25/finercut.plan.json",
        ["verify"] = "verify smaller --against models/tales-3m -q",
        ["eval"] = "eval smaller -q",
        ["eval-against"] = "eval smaller --against models/tales-3m -q",
        ["gate"] = "gate models/tales-3m",
        ["generate"] = "generate models/tales-3m Once",
        ["unknown-command"] = "purne models/tales-3m --ratio 0.25",
        ["unknown-option"] = "inspect models/tales-3m --zzz",
        ["size-without-unit"] = "prune models/tales-3m --ratio 0.25 --memory 2",
        ["failing"] = "tokens models/tales-3m story.txt",
    };

    [Theory]
    [MemberData(nameof(Screens))]
    public void Screen_OfAWidth_MatchesSnapshot(string name, int width)
    {
        Assert.SkipWhen(
            OperatingSystem.IsWindows() && width < Terminal.Measure,
            "shells of Windows do not agree on a sign that a line goes on");
        using CliRun run = Played(width);

        run.Run(Lines[name].Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.All(
            ShownLines(run).Where(line => !Unbroken.Any(word => line.Contains(word, StringComparison.Ordinal))),
            line => Assert.InRange(LineWrap.Columns(line), 0, width));
        Snapshot.Match(Snapshot.Of("width", $"{name}-{width}"), run.Transcript);
    }

    [Fact]
    public void Folder_EverySnapshot_IsAScreen() => Assert.Equal(
        Lines.Keys.SelectMany(name => new[] { $"{name}-100.snap", $"{name}-60.snap" }).Order(StringComparer.Ordinal),
        Directory.EnumerateFiles(Path.Combine(Snapshot.Folder, "width"), "*.snap")
            .Select(path => Path.GetFileName(path))
            .Where(name => !name.Contains(".received.", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    private static IEnumerable<string> ShownLines(CliRun run) =>
        (run.Output + run.Error).Split('\n').SelectMany(line => line.Split("\r\e[K"));

    private static CliRun Played(int width)
    {
        CliRun? run = null;
        return run = new CliRun
        {
            Terminal = new Terminal(CanRedraw: true, width, HasColors: false, HasUnicode: true),
            Library = new FakeLibrary
            {
                OnPrune = (options, observer) => Prune(run!.Time, options, observer),
                OnVerify = (_, _) => Samples.Differing,
                OnEval = (options, _) => options.Against is null ? Samples.EvaluatedOnTasks : Samples.EvaluatedAgainst,
                OnInspect = path => path == "models/tales-3m" ? Samples.DenseReport : Samples.PrunedReport,
                OnFindPlan = path => path.EndsWith(".json", StringComparison.Ordinal) ? Samples.Plan : null,
                OnListTokens = _ => throw new DiagnosticException(
                    "FC3031",
                    "There is no file 'story.txt' to tokenise, and nothing that looks like one. "
                        + "Check the path, or pass - and write the text to standard input."),
            },
        };
    }

    private static PruneResult Prune(ManualTime time, PruneOptions options, IRunObserver observer)
    {
        PruneResult played = Script.Play(time, observer);
        return options switch
        {
            { Output.DryRun: true } => Samples.DryRun,
            { Budget: CountBudget } => Samples.Worse,
            { Budget: SavingBudget } => Samples.Faster,
            { Budget: OrderBudget } => played with { Output = "/models/tales-3m-order.plan.json", Verification = null },
            _ => played,
        };
    }
}
