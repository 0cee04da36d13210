namespace FinerCut.Distances;

/// <summary>
/// One metric between the logits of the dense and of the pruned model. The distance over a calibration set is the mean of its rows'
/// values. Values do not depend on the number of threads; instances hold no state and may be shared.
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
    /// <param name="threads">How many threads may share the positions of a row, at least 1.</param>
    /// <returns>A distance that can be used for any number of rows and vocabularies.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The metric is not defined, or there are fewer than 1 threads.</exception>
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
    /// The distance of one row: the mean over its positions, or for <see cref="DistanceMetric.Norm"/> the Frobenius norm of the row's
    /// difference. Words that both models mask with negative infinity count nothing.
    /// </summary>
    /// <param name="dense">Shape <c>[tokens, vocabulary]</c>, float32, raw logits of the dense model.</param>
    /// <param name="pruned">Same shape and vocabulary order as <paramref name="dense"/>.</param>
    /// <param name="vocabulary">Words per position, at least 1; the number of tokens follows from it.</param>
    /// <returns>
    /// 0 or more, exactly 0 for identical rows; positive infinity, the worst of all, where the distance has no number: any NaN, a
    /// logit of positive infinity, or a distribution without mass.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="vocabulary"/> is less than 1.</exception>
    /// <exception cref="ArgumentException">The rows are empty, differ in length, or are no multiple of the vocabulary.</exception>
    public double Row(ReadOnlyMemory<float> dense, ReadOnlyMemory<float> pruned, int vocabulary)
    {
        int positions = CountPositions(dense.Length, pruned.Length, vocabulary);
        double[] values = PositionLoop.Run(positions, _threads, 2 * vocabulary, (position, scratch) =>
        {
            int start = position * vocabulary;
            return Position(dense.Span.Slice(start, vocabulary), pruned.Span.Slice(start, vocabulary), scratch);
        });
        double distance = Combine(values);
        return double.IsNaN(distance) ? double.PositiveInfinity : distance;
    }

    /// <summary>The part of one position.</summary>
    /// <param name="dense">Shape <c>[vocabulary]</c>.</param>
    /// <param name="pruned">Shape <c>[vocabulary]</c>.</param>
    /// <param name="scratch">Room of at least twice the vocabulary, with any content.</param>
    /// <returns>What <see cref="Combine"/> takes; NaN where there is no number.</returns>
    internal abstract double Position(ReadOnlySpan<float> dense, ReadOnlySpan<float> pruned, Span<float> scratch);

    /// <summary>The row's distance from the parts of its positions.</summary>
    private protected virtual double Combine(ReadOnlySpan<double> positions) => PositionLoop.SumInOrder(positions) / positions.Length;

    private static int CountPositions(int dense, int pruned, int vocabulary)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(vocabulary, 1);
        return dense == pruned && dense > 0 && dense % vocabulary == 0
            ? dense / vocabulary
            : throw new ArgumentException(
                $"Expected two rows of the same number of positions, at least 1, of {vocabulary} logits; found {dense} and {pruned} logits.");
    }
}
