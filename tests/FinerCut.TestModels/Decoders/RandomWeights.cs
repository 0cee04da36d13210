namespace FinerCut.TestModels.Decoders;

/// <summary>Normally distributed weights, the same for the same seed.</summary>
internal sealed class RandomWeights(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>A matrix that keeps the size of what it multiplies: variance 1 / inputs.</summary>
    public float[] Matrix(int inputs, int outputs) => Values(inputs * outputs, 0, 1 / Math.Sqrt(inputs));

    /// <summary>A norm's weights, around 1.</summary>
    public float[] Norm(int width) => Values(width, 1, 0.2);

    private float[] Values(int count, double mean, double deviation) =>
        [.. Enumerable.Range(0, count).Select(_ => (float)(mean + (deviation * Gaussian())))];

    private double Gaussian()
    {
        double radius = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble()));
        return radius * Math.Cos(2 * Math.PI * _random.NextDouble());
    }
}
