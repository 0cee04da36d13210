namespace FinerCut.Distances;

/// <summary>
/// One metric between the logits of the dense and of the pruned model. The distance over a calibration set is the mean
/// of its samples' values. Values do not depend on the number of threads; instances hold no state and may be shared.
/// </summary>
public abstract class LogitDistance
{
    private readonly int _threads;

    private protected LogitDistance(DistanceMetric metric, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Metric = metric;
        _threads = threads;
    }

    /// <summary>What is measured, and with it the unit.</summary>
    public DistanceMetric Metric { get; }

    /// <summary>Creates the distance of a metric.</summary>
    /// <param name="metric">What to measure.</param>
    /// <param name="threads">How many threads may share the positions of a sample, at least 1.</param>
    /// <returns>A distance that can be used for any number of samples and vocabularies.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The metric is not defined, or there are fewer than 1
    /// threads.</exception>
    public static LogitDistance Create(DistanceMetric metric, int threads) => metric switch
    {
        DistanceMetric.Js => new JensenShannonDistance(threads),
        DistanceMetric.JsOfficial => new OfficialJensenShannonDistance(threads),
        DistanceMetric.Kl => new KullbackLeiblerDistance(threads),
        DistanceMetric.Angular => new AngularDistance(threads),
        DistanceMetric.Norm => new NormDistance(threads),
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "No such metric."),
    };

    /// <summary>
    /// The distance of one sample: the mean over its positions, or for <see cref="DistanceMetric.Norm"/> the Frobenius
    /// norm of the sample's difference. Tokens that both models mask with negative infinity count nothing.
    /// </summary>
    /// <param name="dense">Shape <c>[tokens, vocabulary]</c>, float32, raw logits of the dense model.</param>
    /// <param name="pruned">Same shape and vocabulary order as <paramref name="dense"/>.</param>
    /// <param name="vocabulary">Logits per position, at least 1; the number of tokens follows from it.</param>
    /// <returns>
    /// 0 or more, exactly 0 for identical samples; positive infinity, the worst of all, where the distance has no
    /// number: any NaN, a logit of positive infinity, or a distribution without mass.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="vocabulary"/> is less than 1.</exception>
    /// <exception cref="ArgumentException">The samples are empty, differ in length, or are no multiple of the
    /// vocabulary.</exception>
    public double Row(ReadOnlyMemory<float> dense, ReadOnlyMemory<float> pruned, int vocabulary)
    {
        double[] values = Positions(dense, pruned, vocabulary);
        return Share(values, values.Length);
    }

    /// <summary>What the positions of a sample add to its distance one after the other: lower bounds that
    /// grow.</summary>
    /// <param name="dense">Shape <c>[tokens, vocabulary]</c>: the sample, or the start of one.</param>
    /// <param name="pruned">Same shape as <paramref name="dense"/>.</param>
    /// <param name="vocabulary">Logits per position.</param>
    /// <param name="rowLength">Tokens in the sample, at least those that are given.</param>
    /// <param name="block">After how many positions to tell.</param>
    /// <returns>The bound after each block and after the last position; for a whole sample that one is its
    /// distance.</returns>
    internal double[] Profile(
        ReadOnlyMemory<float> dense, ReadOnlyMemory<float> pruned, int vocabulary, int rowLength, int block)
    {
        double[] values = Positions(dense, pruned, vocabulary);
        int blocks = ((values.Length - 1) / block) + 1;
        return [.. Enumerable.Range(1, blocks)
            .Select(count => Share(values.AsSpan(0, Math.Min(count * block, values.Length)), rowLength))];
    }

    /// <summary>The part of one position.</summary>
    /// <param name="dense">Shape <c>[vocabulary]</c>.</param>
    /// <param name="pruned">Shape <c>[vocabulary]</c>.</param>
    /// <param name="scratch">Room of at least twice the vocabulary, with any content.</param>
    /// <returns>What <see cref="Combine"/> takes; NaN where there is no number.</returns>
    internal abstract double Position(ReadOnlySpan<float> dense, ReadOnlySpan<float> pruned, Span<float> scratch);

    /// <summary>What the parts of the first positions add to the distance of their sample.</summary>
    private protected virtual double Combine(ReadOnlySpan<double> positions, int rowLength) =>
        PositionLoop.SumInOrder(positions) / rowLength;

    private double Share(ReadOnlySpan<double> positions, int rowLength)
    {
        double distance = Combine(positions, rowLength);
        return double.IsNaN(distance) ? double.PositiveInfinity : distance;
    }

    private double[] Positions(ReadOnlyMemory<float> dense, ReadOnlyMemory<float> pruned, int vocabulary) =>
        PositionLoop.ComputePositions(
            CountPositions(dense.Length, pruned.Length, vocabulary), _threads, 2 * vocabulary, (position, scratch) =>
            {
                int start = position * vocabulary;
                return Position(dense.Span.Slice(start, vocabulary), pruned.Span.Slice(start, vocabulary), scratch);
            });

    private static int CountPositions(int dense, int pruned, int vocabulary)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(vocabulary, 1);
        return dense == pruned && dense > 0 && dense % vocabulary == 0
            ? dense / vocabulary
            : throw new ArgumentException(
                $"Expected two samples of the same number of positions, at least 1, of {vocabulary} logits; found "
                    + $"{dense} and {pruned} logits.");
    }
}
