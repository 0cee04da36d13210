using FinerCut.Search.Budgets;

namespace FinerCut.Commands.Sweep;

/// <summary>Turns the ratios of a sweep into parts of an order.</summary>
internal static class RatioChoice
{
    /// <summary>Finds how many sublayers go at each ratio.</summary>
    /// <param name="ratios">The ratios, the smallest first.</param>
    /// <param name="sublayers">Number of sublayers in the model.</param>
    /// <param name="planned">Number of removals in the order, at least 1.</param>
    /// <param name="warn">Told what is left out: ratios that remove nothing, as much as a smaller one, or more than may
    /// go.</param>
    /// <returns>Ratios and numbers of removals, each number once; at least one, and the last is the whole
    /// order.</returns>
    public static IReadOnlyList<(double Ratio, int Count)> Choose(
        IReadOnlyList<double> ratios, int sublayers, int planned, Action<string> warn)
    {
        List<(double Ratio, int Count)> all = [.. ratios.Select(
            ratio => (ratio, RatioBudget.FloorOf(ratio, sublayers)))];
        List<(double Ratio, int Count)> chosen =
            [.. all.Where(part => part.Count >= 1 && part.Count <= planned).DistinctBy(part => part.Count)];
        double[] small = RatiosWhere(part => part.Count < 1);
        double[] large = RatiosWhere(part => part.Count > planned);
        double[] repeated =
            [.. RatiosWhere(part => part.Count >= 1 && part.Count <= planned)
                .Except(chosen.Select(part => part.Ratio))];
        Tell(small, () => SweepErrors.TooSmall(small, sublayers));
        Tell(repeated, () => SweepErrors.Repeated(repeated));
        Tell(large, () => SweepErrors.TooLarge(large, planned, sublayers));
        return chosen is [.., (_, var last)] && last == planned
            ? chosen
            : [.. chosen, ((double)planned / sublayers, planned)];

        double[] RatiosWhere(Func<(double Ratio, int Count), bool> condition) =>
            [.. all.Where(condition).Select(part => part.Ratio)];

        void Tell(double[] left, Func<string> text)
        {
            if (left.Length > 0)
            {
                warn(text());
            }
        }
    }
}
