using System.Diagnostics;
using FinerCut.Decoders;
using FinerCut.Distances;
using FinerCut.Search.Policies;

namespace FinerCut.Tests.Search.Policies;

public class IncrementHistoryTests
{
    [Fact]
    public void Restore_OfASnapshot_KnowsTheSame()
    {
        IncrementHistory history = Learned(layers: 2, samples: 3);
        IncrementHistory restored = new(DistanceMetric.Angular, PlacesOf(layers: 2), 3);
        restored.Restore(history.Snapshot());

        Assert.Equal(
            (history.Tightness, history.Failures, history.IsFirstStep),
            (restored.Tightness, restored.Failures, restored.IsFirstStep));
        Assert.True(history.Failures > 0);
        Assert.Equal(history.Current.Sums, restored.Current.Sums);
        Assert.Equal(IncrementsOf(history), IncrementsOf(restored));
        Assert.Equal(BoundsOf(history), BoundsOf(restored));
        Assert.Contains(IncrementsOf(restored), double.IsNaN);
        Assert.Contains(IncrementsOf(restored), increment => increment > 0);
    }

    [Fact]
    public void Restore_LearningGoesOn_LearnsTheSame()
    {
        IncrementHistory history = Learned(layers: 2, samples: 3);
        IncrementHistory restored = new(DistanceMetric.Angular, PlacesOf(layers: 2), 3);
        restored.Restore(history.Snapshot());
        double[] before = BoundsOf(history);
        foreach (IncrementHistory each in new[] { history, restored })
        {
            each.Learn(new SublayerName(1, SublayerKind.Attention), 1, 1e-4);
            each.Remove(new SublayerName(1, SublayerKind.Ffn), [[0.1], [0.2], [0.3]]);
        }

        Assert.NotEqual(before, BoundsOf(history));
        Assert.Equal(BoundsOf(history), BoundsOf(restored));
        Assert.Equal(history.Snapshot().Hardness, restored.Snapshot().Hardness);
        Assert.Equal(history.Snapshot().Trust, restored.Snapshot().Trust);
    }

    [Fact]
    public void Snapshot_LearningGoesOn_StaysAsItIs()
    {
        IncrementHistory history = Learned(layers: 2, samples: 3);
        HistoryState state = history.Snapshot();
        history.Learn(new SublayerName(1, SublayerKind.Ffn), 0, 77);
        history.Current.Sums[0] = 77;

        Assert.DoesNotContain(77, state.Candidates["1.ffn"].Increments);
        Assert.DoesNotContain(77, state.Now);
    }

    [Fact]
    public void BoundOf_AfterRemovals_FallsMostForNearOnes()
    {
        IncrementHistory history = new(DistanceMetric.Js, PlacesOf(layers: 10), 1);
        (SublayerName near, SublayerName far) = (new(1, SublayerKind.Ffn), new(9, SublayerKind.Ffn));
        history.Learn(near, 0, 1);
        history.Learn(far, 0, 1);
        Assert.Equal(1, history.BoundOf(near, 0));

        history.Remove(new SublayerName(1, SublayerKind.Attention), [[0.1]]);

        Assert.Equal((0.4, 0.85), (Math.Round(history.BoundOf(near, 0), 9), Math.Round(history.BoundOf(far, 0), 9)));
    }

    [Fact]
    public void Learn_BoundsOfSeveralSamplesTooHigh_LowersAll()
    {
        IncrementHistory history = new(DistanceMetric.Js, PlacesOf(layers: 10), 2);
        (SublayerName failing, SublayerName other) = (new(2, SublayerKind.Ffn), new(9, SublayerKind.Ffn));
        foreach (SublayerName name in new[] { failing, other })
        {
            history.Learn(name, 0, 1);
            history.Learn(name, 1, 1);
        }

        history.Remove(new SublayerName(5, SublayerKind.Attention), [[0.1], [0.1]]);
        double before = history.BoundOf(other, 0);

        Assert.False(history.Learn(failing, 0, 0.3));
        Assert.True(history.Learn(failing, 1, 0.3));

        Assert.True(history.BoundOf(other, 0) < before);
        Assert.InRange(history.Tightness, 0, 0.99);
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
        IncrementHistory history = new(DistanceMetric.Angular, PlacesOf(layers), samples);
        for (int layer = 0; layer < layers; layer++)
        {
            for (int sample = 0; sample < samples - 1; sample++)
            {
                history.Learn(new SublayerName(layer, SublayerKind.Ffn), sample, layer + (sample / 3.0));
                history.Learn(new SublayerName(layer, SublayerKind.Attention), sample, layer + (sample / 7.0));
            }
        }

        history.Learn(new SublayerName(1, SublayerKind.Attention), 0, 1e-3);
        history.Remove(
            new SublayerName(0, SublayerKind.Ffn),
            [.. Enumerable.Range(0, samples).Select(sample => new[] { 1.0 / (sample + 3) })]);
        return history;
    }

    private static double[] IncrementsOf(IncrementHistory history) =>
        [.. Enumerable.Range(0, 6)
            .Select(index => history.IncrementOf(new SublayerName(1, SublayerKind.Ffn), index % 3))];

    private static double[] BoundsOf(IncrementHistory history) =>
        [.. Enumerable.Range(0, 3)
            .Select(sample => history.BoundOf(new SublayerName(1, SublayerKind.Attention), sample))];

    private static Dictionary<SublayerName, int> PlacesOf(int layers) => Enumerable.Range(0, 2 * layers)
        .ToDictionary(place => new SublayerName(place / 2, place % 2 == 0 ? SublayerKind.Attention : SublayerKind.Ffn));
}
