namespace FinerCut.Tests.Distances;

/// <summary>Made-up logits, the same on every machine.</summary>
internal static class Logits
{
    /// <summary>Normally distributed logits.</summary>
    public static float[] Normal(int seed, int count, double deviation = 3)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)(deviation * NextNormal(random)))];
    }

    /// <summary>The logits with normally distributed noise.</summary>
    public static float[] Noisy(float[] logits, int seed, double deviation)
    {
        Random random = new(seed);
        return [.. logits.Select(logit => (float)(logit + (deviation * NextNormal(random))))];
    }

    /// <summary>The logits with one of them replaced.</summary>
    public static float[] With(float[] logits, int index, float value)
    {
        float[] changed = [.. logits];
        changed[index] = value;
        return changed;
    }

    private static double NextNormal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
