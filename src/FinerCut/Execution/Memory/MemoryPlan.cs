
namespace FinerCut.Execution.Memory;

/// <summary>What of a search stays in memory; the rest is read from disk when it is needed.</summary>
/// <param name="FirstKeptSegment">Sessions of this segment and of those after it stay open; 0 for all, the number of
/// segments for none.</param>
/// <param name="KeepsStreams">Whether streams and dense answers stay in memory.</param>
/// <param name="LeastBytes">Bytes below which the largest segment and what belongs to one call do not fit.</param>
internal sealed record MemoryPlan(int FirstKeptSegment, bool KeepsStreams, long LeastBytes)
{
    /// <summary>Whether a model of the same size can be opened as a whole beside the sessions; by default where all of
    /// them stay.</summary>
    public bool HoldsSecondModel { get; init; } = FirstKeptSegment == 0;

    /// <summary>Everything in memory.</summary>
    public static MemoryPlan Unlimited { get; } = new(0, true, 0);

    // Runtime and framework by themselves; the intermediate results of a wide branch are some streams large.
    private const long BaseBytes = 200L << 20;
    private const int StreamsOfBranch = 24;

    // The runtime reads a file and then lays its weights out: twice, and room for what a call needs.
    private const double BytesOfWholeModel = 2.25;

    // Those of the model as pruned so far, and those without the candidate that is likely to go next.
    private const int SetsOfStreams = 2;

    /// <summary>Finds what fits: first the streams go to disk, then sessions from the first segment on, since
    /// candidates run to the end.</summary>
    /// <param name="decoder">The dense model.</param>
    /// <param name="samples">The calibration set.</param>
    /// <param name="answerWidth">Numbers that are kept of each token's dense answer at most: the vocabulary.</param>
    /// <param name="candidateStreams">Streams of each sample to reckon with for each candidate.</param>
    /// <param name="budget">Bytes; null for no limit.</param>
    public static MemoryPlan For(
        SegmentedDecoder decoder,
        IReadOnlyList<PreparedSample> samples,
        long answerWidth,
        int candidateStreams,
        long? budget)
    {
        // The runtime lays weights out anew. Packed ones stay beside that, and those of several sublayers in one
        // segment are laid out once for the whole of it and once without each.
        int originals = decoder.IsPacked ? 1 : 0;
        long[] weights = [.. decoder.Segments.Select(segment =>
            (originals + segment.Sublayers.Count) * segment.Sublayers.Sum(sublayer => sublayer.SizeInBytes))];
        long ends =
            (originals + 1) * (decoder.Map.SizeInBytes - decoder.Map.Sublayers.Sum(sublayer => sublayer.SizeInBytes));
        long streams = samples.Sum(sample => sample.StreamBytes);
        long longest = samples.Select(row => row.StreamBytes).DefaultIfEmpty().Max();
        long tokens = samples.Sum(row => (long)row.Length);
        int longestLength = samples.Select(row => row.Length).DefaultIfEmpty().Max();
        long working = BaseBytes + ends + ((StreamsOfBranch + SegmentedDecoder.SamplesAtOnce) * longest)
            + (3 * sizeof(float) * answerWidth * longestLength);
        long sets = (SetsOfStreams * (KeptSegments.Find(decoder, longestLength).Count - 1))
            + ((long)candidateStreams * decoder.Map.Sublayers.Count);
        long kept = (streams * sets) + (sizeof(float) * answerWidth * tokens);
        long least = working + weights.Max();
        long open = working + weights.Sum();
        bool holdsSecond = budget is null || open + (BytesOfWholeModel * decoder.Map.SizeInBytes) <= budget;
        if (budget is not { } limit || open + kept <= limit)
        {
            return new MemoryPlan(0, true, least) { HoldsSecondModel = holdsSecond };
        }

        long left = limit - least;
        int first = weights.Length;
        while (first > 0 && left >= weights[first - 1])
        {
            left -= weights[--first];
        }

        return new MemoryPlan(open <= limit ? 0 : first, false, least) { HoldsSecondModel = holdsSecond };
    }
}
