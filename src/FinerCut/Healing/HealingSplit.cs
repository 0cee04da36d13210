using FinerCut.Calibration;

namespace FinerCut.Healing;

/// <summary>Samples to fit on, and others that the fit does not see.</summary>
/// <param name="Set">All samples.</param>
/// <param name="HeldOut">Indices of those that the fit does not see, in order.</param>
/// <param name="Few">Indices of some samples, those held out among them: enough to tell ways to heal apart.</param>
internal sealed record HealingSplit(CalibrationSet Set, IReadOnlyList<int> HeldOut, IReadOnlyList<int> Few)
{
    // One sample in eight: few enough to lose little, and enough to tell ways apart.
    private const int HeldOutShare = 8;
    private const int LargestHeldOut = 16;

    private const int FewShare = 4;
    private const int LeastFew = 24;

    /// <summary>Indices of all samples.</summary>
    public IReadOnlyList<int> All { get; } = [.. Enumerable.Range(0, Set.Samples.Count)];

    /// <summary>Whether <see cref="Few"/> are fewer than all.</summary>
    public bool HasFewer => Few.Count < All.Count;

    /// <summary>Splits samples.</summary>
    /// <param name="set">At least two samples.</param>
    public static HealingSplit Of(CalibrationSet set)
    {
        int count = set.Samples.Count;
        // Spread, so that every source is among them.
        int heldOut = Math.Clamp(count / HeldOutShare, 1, LargestHeldOut);
        int[] held = [.. Enumerable.Range(0, heldOut).Select(index => (int)((index + 0.5) * count / heldOut))];
        int step = count / FewShare < LeastFew ? 1 : FewShare;
        return new HealingSplit(
            set, held, [.. Enumerable.Range(0, count).Where(index => index % step == 0 || held.Contains(index))]);
    }

    /// <summary>Token ids of some samples.</summary>
    public IReadOnlyList<int[]> SamplesAt(IReadOnlyList<int> indices) =>
        [.. indices.Select(index => Set.Samples[index])];

    /// <summary>Tokens of some samples.</summary>
    public long TokensOf(IReadOnlyList<int> indices) => indices.Sum(index => (long)Set.Samples[index].Length);
}
