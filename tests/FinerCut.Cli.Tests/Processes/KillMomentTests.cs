using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FinerCut.Cli.Commands;
using FinerCut.Cli.Consoles;
using FinerCut.Cli.Diagnostics;
using FinerCut.Plans;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;

namespace FinerCut.Cli.Tests.Processes;

/// <summary>Runs of <c>prune</c> that are killed at moments spread over the whole run, with and without an older folder
/// at the target. <c>FINERCUT_WHOLE=1</c> tries 50 moments, else a tenth of them is tried.</summary>
public sealed class KillMomentTests : IDisposable
{
    private const int MomentsOfALine = 4;
    private const int TenthOf = 10;
    private const int FirstOfTenth = 6;
    private const int MostTries = 12;

    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _others = new();
    private readonly string _model;
    private readonly string _target;
    private readonly PruneLandmarks _landmarks;

    public KillMomentTests()
    {
        TinyDecoderOptions options = new() { Layers = 4, Vocabulary = 4000, Storage = WeightStorage.ExternalAligned };
        _model = TinyDecoder.Write(_others.Combine("model"), options).Folder;
        _target = _folder.Combine("pruned");
        _landmarks = new PruneLandmarks(_folder.Path, _target);
    }

    private string StatePath => _target + ".search.json";

    private string[] Arguments =>
    [
        "prune", _model, "--count", "3", "--samples", "2", "--sample-tokens", "32", "--threads", "1", "-o", _target,
        "--force",
    ];

    [Fact]
    public async Task Kill_AtAnyMoment_LeavesAWholeTargetOrNoneAndIsResumed()
    {
        Assert.SkipWhen(
            OperatingSystem.IsWindows(), "rights of a folder tell when it is renamed; Windows has other ones");
        IReadOnlyList<KillMoment> all = await Rehearse();
        KillMoment[] tried = [.. all.Where((_, index) => WholeRuns.AreAsked || index % TenthOf == FirstOfTenth)];
        string[] pruned = Content(_target);
        string[] older = MakeOlder();
        int resumed = 0;
        foreach ((int index, KillMoment moment) in tried.Index())
        {
            bool hasOlder = index % 2 == 1 || PruneLandmarks.Files.Contains(moment.Landmark);
            await Kill(moment, hasOlder);
            AssertWhole(moment, hasOlder ? [pruned, older] : [pruned]);
            resumed += GoOn(moment) ? 1 : 0;
            Assert.Equal(pruned, Content(_target));
            Assert.Equal([_target], Directory.GetFileSystemEntries(_folder.Path));
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{tried.Length} kills, {resumed} searches resumed: {string.Join(", ", tried.AsEnumerable())}"));
        Assert.InRange(resumed, tried.Length / 4, tried.Length);
    }

    public void Dispose()
    {
        _folder.Dispose();
        _others.Dispose();
    }

    /// <summary>Runs undisturbed, and takes the time from each line to the next.</summary>
    private async Task<IReadOnlyList<KillMoment>> Rehearse()
    {
        using FinerCutProcess process = FinerCutProcess.Start(Arguments);
        Stopwatch time = Stopwatch.StartNew();
        List<TimeSpan> times = [];
        foreach (string line in PruneLandmarks.Lines)
        {
            await _landmarks.Await(line, process);
            times.Add(time.Elapsed);
        }

        (int code, _, string error) = await process.Finish();
        Assert.True(code == 0, error);
        times.Add(time.Elapsed);
        IEnumerable<KillMoment> afterLines = PruneLandmarks.Lines.Index().SelectMany(line =>
            Enumerable.Range(0, MomentsOfALine).Select(part => new KillMoment(
                line.Item, (times[line.Index + 1] - times[line.Index]) * ((part + 0.5) / MomentsOfALine))));
        return [.. afterLines, .. PruneLandmarks.Files.Select(file => new KillMoment(file, TimeSpan.Zero))];
    }

    /// <summary>Another folder that finercut wrote, kept apart.</summary>
    private string[] MakeOlder()
    {
        string older = _others.Combine("older");
        Assert.Equal(ExitCode.Done, Run(TextWriter.Null, "prune", _model, "--remove", "1.attn", "-o", older, "-q"));
        return Content(older);
    }

    /// <summary>Kills a run; where the run was over before, tries again and earlier.</summary>
    private async Task Kill(KillMoment moment, bool hasOlder)
    {
        TimeSpan delay = moment.Delay;
        for (int tries = 0; tries < MostTries; tries++)
        {
            Prepare(hasOlder);
            using FinerCutProcess process = FinerCutProcess.Start(Arguments);
            await _landmarks.Await(moment.Landmark, process);
            if (delay > TimeSpan.Zero)
            {
                await Task.Delay(delay, TestContext.Current.CancellationToken);
            }

            process.Kill();
            (int code, _, string error) = await process.Finish();
            if (code != 0)
            {
                Assert.True(code == 137, $"{moment}: {code}\n{error}");
                return;
            }

            delay *= 0.7;
        }

        Assert.Fail($"{moment}: every run was over before.");
    }

    private void Prepare(bool hasOlder)
    {
        foreach (string path in Directory.GetFileSystemEntries(_folder.Path))
        {
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }
            else
            {
                File.Delete(path);
            }
        }

        if (hasOlder)
        {
            Directory.CreateDirectory(_target);
            foreach (string file in Directory.GetFiles(_others.Combine("older")))
            {
                File.Copy(file, Path.Combine(_target, Path.GetFileName(file)));
            }
        }
    }

    /// <summary>What stands at the target is one of the whole folders, and <c>verify</c> agrees.</summary>
    private void AssertWhole(KillMoment moment, IReadOnlyList<string[]> whole)
    {
        if (Directory.Exists(_target))
        {
            Assert.True(whole.Any(content => content.SequenceEqual(Content(_target))), $"{moment}: a part of a folder");
            Assert.Equal(
                ExitCode.Done,
                Run(
                    TextWriter.Null, "verify", _target, "--against", _model, "--samples", "1", "--sample-tokens", "8",
                    "-q"));
        }
    }

    /// <summary>Runs the same command to its end, in this process.</summary>
    /// <returns>Whether the command went on with a search that was kept.</returns>
    private bool GoOn(KillMoment moment)
    {
        bool isKept = File.Exists(StatePath);
        using StringWriter error = new() { NewLine = "\n" };
        ExitCode code = Run(error, Arguments);
        Assert.True(code == ExitCode.Done, $"{moment}: {error}");
        Assert.Equal(
            isKept, error.ToString().Contains("\nResume     continuing after step ", StringComparison.Ordinal));
        return isKept;
    }

    private static ExitCode Run(
        TextWriter error, params string[] args) => CommandLine.RunCommandLine(args, new CliContext
        {
            Library = new ModelLibrary(),
            Output = TextWriter.Null,
            OutputTerminal = Terminal.Redirected,
            Story = new Story(error, Terminal.Redirected),
        });

    /// <summary>All files by name and hash; of the plan, also of that inside the graph, all but the count of the work,
    /// which grows where a search goes on.</summary>
    private static string[] Content(string folder) =>
    [
        .. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path =>
            $"{Path.GetRelativePath(folder, path)} {Convert.ToHexString(SHA256.HashData(BytesOf(path)))}"),
    ];

    private static byte[] BytesOf(string path) => Path.GetFileName(path) switch
    {
        PruningPlan.FileName => Encoding.UTF8.GetBytes(WorkCount.Hide(File.ReadAllText(path))),
        "model.onnx" => WorkCount.Hide(File.ReadAllBytes(path)),
        _ => File.ReadAllBytes(path),
    };
}
