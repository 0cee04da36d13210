namespace FinerCut.Search;

/// <summary>Where a row of positive numbers leads: a line through their logarithms, the latest ones counting most.</summary>
internal sealed class ShareTrend
{
    // Chosen on recorded searches: how much a number counts against the next one, how much of a trend lasts to the next one, and how many
    // numbers it takes to believe in one.
    private const double Memory = 0.8;
    private const double Lasting = 0.7;
    private const double Doubt = 3;

    private readonly double _level;
    private readonly double _slope;

    /// <param name="shares">At least one.</param>
    public ShareTrend(IReadOnlyList<double> shares)
    {
        double[] ages = [.. Enumerable.Range(1, shares.Count).Select(number => (double)(shares.Count - number))];
        double[] weights = [.. ages.Select(old => Math.Pow(Memory, old))];
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

        _slope = together / (alone + Doubt);
        _level = mean + (_slope * age);
    }

    /// <summary>The number to expect.</summary>
    /// <param name="steps">1 for the next one.</param>
    public double Expect(int steps) => Math.Exp(_level + (_slope * Lasting * (1 - Math.Pow(Lasting, steps)) / (1 - Lasting)));

    private static double MeanOf(double[] numbers, double[] weights) => numbers.Zip(weights, (number, weight) => number * weight).Sum() / weights.Sum();
}
