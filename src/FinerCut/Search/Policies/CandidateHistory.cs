
namespace FinerCut.Search.Policies;

/// <summary>What one candidate added to the distance of each sample when it was run last.</summary>
/// <param name="samples">Number of samples.</param>
internal sealed class CandidateHistory(int samples)
{
    private double _increments;
    private double _bounds;
    private int _judged;

    /// <summary>The increments by sample; NaN where there is none.</summary>
    public double[] Increments { get; } = [.. Enumerable.Repeat(double.NaN, samples)];

    /// <summary>How many sublayers had gone when each was seen.</summary>
    public int[] SeenAfter { get; } = new int[samples];

    /// <summary>The largest of these.</summary>
    public int LastSeen { get; private set; }

    /// <summary>The part of its bounds that held so far, at most 1.</summary>
    public double Trust { get; set; } = 1;

    /// <summary>Takes an increment.</summary>
    public void Learn(int sample, double increment, int removals)
    {
        (Increments[sample], SeenAfter[sample]) = (increment, removals);
        LastSeen = Math.Max(LastSeen, removals);
    }

    /// <summary>Adds up increments of a step and what they were expected to be at least.</summary>
    public void Judge(double increment, double bound) =>
        (_increments, _bounds, _judged) = (_increments + increment, _bounds + bound, _judged + 1);

    /// <summary>Tells once in a step that the bounds of enough samples together were too high.</summary>
    /// <param name="enough">Number of samples.</param>
    /// <returns>The ratio of increments to bounds, below 1; null where there is nothing to tell.</returns>
    public double? Verdict(int enough)
    {
        if (_judged < enough || _bounds <= 0 || _increments >= _bounds)
        {
            return null;
        }

        double ratio = _increments / _bounds;
        _judged = int.MinValue / 2;
        return ratio;
    }

    /// <summary>A new step begins.</summary>
    public void ForgetJudgement() => (_increments, _bounds, _judged) = (0, 0, 0);

    /// <summary>Knows what was known after a step.</summary>
    public static CandidateHistory Restore(CandidateState state)
    {
        CandidateHistory known = new(state.Increments.Length) { LastSeen = state.LastSeen, Trust = state.Trust };
        state.Increments.CopyTo(known.Increments, 0);
        state.SeenAfter.CopyTo(known.SeenAfter, 0);
        return known;
    }

    /// <summary>What is known after a step.</summary>
    public CandidateState Snapshot() =>
        new() { Increments = [.. Increments], SeenAfter = [.. SeenAfter], LastSeen = LastSeen, Trust = Trust };

    /// <summary>What it may add to a sample that it was not run on.</summary>
    /// <param name="sample">0-based index.</param>
    /// <param name="hardness">How large increments are on each sample; greater than 0.</param>
    public double Guess(int sample, IReadOnlyList<double> hardness)
    {
        (double seen, double weights) = (0, 0);
        for (int other = 0; other < Increments.Length; other++)
        {
            if (!double.IsNaN(Increments[other]))
            {
                (seen, weights) = (seen + Increments[other], weights + hardness[other]);
            }
        }

        return seen / weights * hardness[sample];
    }
}
