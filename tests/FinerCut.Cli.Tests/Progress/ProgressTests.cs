using FinerCut.Cli.Consoles;
using FinerCut.Cli.Progress;
using FinerCut.Cli.Tests.Fakes;
using FinerCut.Plans;
using FinerCut.Runs;

namespace FinerCut.Cli.Tests.Progress;

public sealed class ProgressTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly StringWriter _writer = new() { NewLine = "\n" };

    [Fact]
    public void Plain_LongPhase_WritesALineAtMostEveryFifteenSeconds()
    {
        PlainProgress progress = new(new Story(_writer, Terminal.Redirected), _time);
        progress.PhaseStarted(RunPhase.Prepare, "cpu");
        for (int second = 1; second <= 60; second++)
        {
            _time.Advance(1);
            progress.Progressed(second, 60);
        }

        Assert.Equal(5, _writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("25 % after 15 s, about 45 s left", _writer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Live_ManyReports_AreDrawnTenTimesASecondAtMost()
    {
        using LiveProgress progress = new(new Story(_writer, Wide), _time);
        progress.PhaseStarted(RunPhase.Search, "8 sublayers");
        for (int i = 1; i <= 1000; i++)
        {
            _time.Advance(0.001);
            progress.Progressed(i, 1000);
        }

        Assert.InRange(_writer.ToString().Split("Search").Length - 1, 8, 12);
    }

    [Fact]
    public void Live_NothingReported_KeepsTheClockMoving()
    {
        using LiveProgress progress = new(new Story(_writer, Wide), _time);
        progress.PhaseStarted(RunPhase.Prepare, "cpu");
        _time.Advance(1);
        _time.Advance(1);
        Assert.Contains("Prepare    2 s", _writer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Live_Disposed_LeavesNoLiveLine()
    {
        LiveProgress progress = new(new Story(_writer, Wide), _time);
        progress.PhaseStarted(RunPhase.Prepare, "cpu");
        _time.Advance(1);
        progress.Dispose();
        string left = _writer.ToString();
        _time.Advance(10);

        Assert.EndsWith("\r\e[K", left, StringComparison.Ordinal);
        Assert.Equal(left, _writer.ToString());
    }

    [Fact]
    public void Step_Tie_NamesTheLowerSublayerAsNextBest()
    {
        PlannedStep step = new("1.ffn", [new("0.attn", 0.5, 10), new("1.ffn", 0.25, 10), new("3.ffn", 0.5, 10)]);
        string line = ProgressText.Step(1, 1, step, TimeSpan.FromSeconds(1));
        Assert.Contains("next best 0.attn at 0.5000", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Step_OnlyOneCandidate_NamesNoNextBest() =>
        Assert.DoesNotContain(
            "next best",
            ProgressText.Step(1, 1, new PlannedStep("1.ffn", [new("1.ffn", 0.25, 10)]), TimeSpan.Zero),
            StringComparison.Ordinal);

    public void Dispose() => _writer.Dispose();

    private static Terminal Wide { get; } = new(CanRedraw: true, Width: 120, HasColors: false, HasUnicode: false);
}
