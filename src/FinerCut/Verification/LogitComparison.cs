namespace FinerCut.Verification;

/// <summary>Compares logits, of which a model may mask some with negative infinity.</summary>
internal static class LogitComparison
{
    /// <summary>The largest magnitude of a finite logit; 0 where there is none.</summary>
    public static double LargestMagnitude(ReadOnlySpan<float> logits)
    {
        float largest = 0;
        foreach (float logit in logits)
        {
            largest = float.IsFinite(logit) ? Math.Max(largest, Math.Abs(logit)) : largest;
        }

        return largest;
    }

    /// <summary>The largest absolute difference; infinite where one of the two is not a number or the lengths
    /// differ.</summary>
    public static double LargestDifference(ReadOnlySpan<float> expected, ReadOnlySpan<float> found)
    {
        if (expected.Length != found.Length)
        {
            return double.PositiveInfinity;
        }

        float largest = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            // Infinity minus itself would be no number.
            float difference = expected[i] == found[i] ? 0 : Math.Abs(expected[i] - found[i]);
            largest = Math.Max(largest, difference);
        }

        return float.IsNaN(largest) ? double.PositiveInfinity : largest;
    }

    /// <summary>The root mean square of the differences; infinite where one of the two is not a number or the lengths
    /// differ.</summary>
    public static double RootMeanSquare(ReadOnlySpan<float> expected, ReadOnlySpan<float> found)
    {
        if (expected.Length != found.Length)
        {
            return double.PositiveInfinity;
        }

        double sum = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            double difference = expected[i] == found[i] ? 0 : (double)expected[i] - found[i];
            sum += difference * difference;
        }

        return double.IsNaN(sum) ? double.PositiveInfinity : Math.Sqrt(sum / expected.Length);
    }
}
