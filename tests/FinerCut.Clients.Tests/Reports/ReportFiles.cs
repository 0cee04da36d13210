using FinerCut.Cli.Commands;
using FinerCut.Cli.Consoles;
using FinerCut.Cli.Diagnostics;
using FinerCut.Clients.Tests.TransformersJs;
using FinerCut.Plans;
using FinerCut.TestModels.Files;

namespace FinerCut.Clients.Tests.Reports;

/// <summary>Reports of the bundled model, written by the commands once for all tests of a class.</summary>
public sealed class ReportFiles : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<string> _prune;
    private readonly Lazy<string> _inspect;
    private readonly Lazy<string> _eval;
    private readonly Lazy<string> _compare;
    private readonly Lazy<string> _large;

    public ReportFiles()
    {
        _prune = new Lazy<string>(() =>
            Run("prune.html", "prune", BundledModel.Folder, "--ratio", "0.25", "-o", Pruned));
        _inspect = new Lazy<string>(() => Run("inspect.html", "inspect", BundledModel.Folder));
        _eval = new Lazy<string>(() => Run(
            "eval.html", "eval", PrunedFolder(), "--against", BundledModel.Folder, "--text",
            Path.Combine(BundledModel.Folder, "held-out.txt"), "--window", "128"));
        _compare = new Lazy<string>(() => Run("compare.html", "compare", PrunedFolder(), PrunedFolder()));
        _large = new Lazy<string>(() => Run("large.html", "inspect", WritePlan()));
    }

    /// <summary>The report of the README's run.</summary>
    public string Prune => _prune.Value;

    /// <summary>A dense model.</summary>
    public string Inspect => _inspect.Value;

    /// <summary>The pruned model against the dense one, on tales.</summary>
    public string Eval => _eval.Value;

    /// <summary>The plan of the README's run beside itself.</summary>
    public string Compare => _compare.Value;

    /// <summary>The report of a plan for 80 layers with long names.</summary>
    public string Large => _large.Value;

    private string Pruned => _folder.Combine("tales-3m-pruned-25pct");

    /// <summary>Writes a report.</summary>
    /// <param name="name">Its file.</param>
    /// <param name="line">The command line without <c>--html</c>.</param>
    /// <returns>Its path.</returns>
    public string Run(string name, params string[] line)
    {
        using StringWriter error = new();
        string path = _folder.Combine(name);
        ExitCode code = CommandLine.RunCommandLine([.. line, "--html", path, "--force"], new CliContext
        {
            Library = new ModelLibrary(),
            Output = TextWriter.Null,
            OutputTerminal = Terminal.Redirected,
            Story = new Story(error, Terminal.Redirected),
            Time = new FixedTime(),
        });
        Assert.True(code == ExitCode.Done, $"exit {code}: {error}");
        return path;
    }

    public void Dispose() => _folder.Dispose();

    private string PrunedFolder()
    {
        _ = Prune;
        return Pruned;
    }

    private string WritePlan()
    {
        string path = _folder.Combine($"{new string('w', 120)}.plan.json");
        File.WriteAllText(path, PlanJson.Write(LargePlan.Make(layers: 80, removed: 40)));
        return path;
    }

    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 12, 1, 9, 0, 0, TimeSpan.Zero);
    }
}
