namespace FinerCut.Calibration;

/// <summary>Chooses the samples of a set among all that its sources fill; holds no more samples than are
/// wanted.</summary>
internal static class SampleSelection
{
    /// <summary>Chooses samples.</summary>
    /// <param name="samples">All samples; without a seed those behind the last one wanted are not asked for.</param>
    /// <param name="count">Samples wanted, at least 1.</param>
    /// <param name="seed">Null for the first samples; else every choice of samples is as likely as any other.</param>
    /// <returns>At most <paramref name="count"/> samples, in the order of the sources.</returns>
    internal static IReadOnlyList<Sample> Choose(IEnumerable<Sample> samples, int count, long? seed) =>
        seed is { } number ? Sample(samples, count, new SeededNumbers(number)) : [.. samples.Take(count)];

    /// <summary>A reservoir (Algorithm R): a sample that comes late takes the place of a random one.</summary>
    private static List<Sample> Sample(IEnumerable<Sample> samples, int count, SeededNumbers numbers)
    {
        List<(long Index, Sample Sample)> chosen = [];
        long index = 0;
        foreach (Sample sample in samples)
        {
            if (chosen.Count < count)
            {
                chosen.Add((index, sample));
            }
            else if (numbers.Below(index + 1) is var place && place < count)
            {
                chosen[(int)place] = (index, sample);
            }

            index++;
        }

        return [.. chosen.OrderBy(pair => pair.Index).Select(pair => pair.Sample)];
    }
}
