using System.Diagnostics;
using FinerCut.Decoders;
using FinerCut.Distances;
using FinerCut.Search;
using FinerCut.Search.Checkpoints;

namespace FinerCut.Tests.Search;

public class IncrementHistoryTests
{
    [Fact]
    public void Restore_OfASnapshot_KnowsTheSame()
    {
        IncrementHistory history = Learned(layers: 2, samples: 3);
        IncrementHistory restored = new(DistanceMetric.Angular, 3);
        restored.Restore(history.Snapshot());

        Assert.Equal((history.Share, history.Tightness, history.Failures, history.Last), (restored.Share, restored.Tightness, restored.Failures, restored.Last));
        Assert.Equal(history.Now, restored.Now);
        Assert.Equal(IncrementsOf(history), IncrementsOf(restored));
        Assert.Contains(IncrementsOf(restored), double.IsNaN);
        Assert.Contains(IncrementsOf(restored), increment => increment > 0);
    }

    [Fact]
    public void Snapshot_LearningGoesOn_StaysAsItIs()
    {
        IncrementHistory history = Learned(layers: 2, samples: 3);
        HistoryState state = history.Snapshot();
        history.Learn(new SublayerName(1, SublayerKind.Ffn), 0, 77);
        history.Now[0] = 77;

        Assert.DoesNotContain(77, state.Increments["1.ffn"]);
        Assert.DoesNotContain(77, state.Now);
    }

    /// <summary>A hundredth of the shortest step of such a model would be a thousand times more.</summary>
    [Fact]
    public void Snapshot_LargeModel_CostsASearchNothing()
    {
        IncrementHistory history = Learned(layers: 64, samples: 64);
        history.Snapshot();
        long start = Stopwatch.GetTimestamp();
        for (int turn = 0; turn < 100; turn++)
        {
            history.Snapshot();
        }

        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds / 100;
        TestContext.Current.SendDiagnosticMessage($"{milliseconds} ms a snapshot");
        Assert.InRange(milliseconds, 0, 20);
    }

    private static IncrementHistory Learned(int layers, int samples)
    {
        IncrementHistory history = new(DistanceMetric.Angular, samples);
        for (int layer = 0; layer < layers; layer++)
        {
            for (int sample = 0; sample < samples - 1; sample++)
            {
                history.Learn(new SublayerName(layer, SublayerKind.Ffn), sample, layer + (sample / 3.0));
                history.Learn(new SublayerName(layer, SublayerKind.Attention), sample, layer + (sample / 7.0));
            }
        }

        history.Check(0.1, 0.3);
        history.Remove(new SublayerName(0, SublayerKind.Ffn), [.. Enumerable.Range(0, samples).Select(sample => 1.0 / (sample + 3))]);
        return history;
    }

    private static double[] IncrementsOf(IncrementHistory history) =>
        [.. Enumerable.Range(0, 6).Select(index => history.IncrementOf(new SublayerName(1, SublayerKind.Ffn), index % 3))];
}
