using FinerCut.Search.Policies;

namespace FinerCut.Search;

/// <summary>Where a sample of positive numbers leads: a line through their logarithms, the latest ones counting
/// most.</summary>
internal sealed class ShareTrend
{
    private readonly double _level;
    private readonly double _slope;

    /// <param name="shares">At least one.</param>
    public ShareTrend(IReadOnlyList<double> shares)
    {
        double[] ages = [.. Enumerable.Range(1, shares.Count).Select(number => (double)(shares.Count - number))];
        double[] weights = [.. ages.Select(old => Math.Pow(SearchTuning.TrendMemory, old))];
        double[] logarithms = [.. shares.Select(share => Math.Log(share))];
        double age = MeanOf(ages, weights);
        double mean = MeanOf(logarithms, weights);
        double together = 0;
        double alone = 0;
        for (int index = 0; index < shares.Count; index++)
        {
            together += weights[index] * (age - ages[index]) * (logarithms[index] - mean);
            alone += weights[index] * Math.Pow(age - ages[index], 2);
        }

        _slope = together / (alone + SearchTuning.TrendDoubt);
        _level = mean + (_slope * age);
    }

    /// <summary>The number to expect.</summary>
    /// <param name="steps">1 for the next one.</param>
    public double Expect(int steps)
    {
        double lasting = SearchTuning.TrendLasting;
        return Math.Exp(_level + (_slope * lasting * (1 - Math.Pow(lasting, steps)) / (1 - lasting)));
    }

    private static double MeanOf(double[] numbers, double[] weights) =>
        numbers.Zip(weights, (number, weight) => number * weight).Sum() / weights.Sum();
}
