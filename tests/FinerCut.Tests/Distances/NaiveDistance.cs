using FinerCut.Distances;

namespace FinerCut.Tests.Distances;

/// <summary>The definitions in float64, word for word.</summary>
internal static class NaiveDistance
{
    public static double Sample(DistanceMetric metric, float[] dense, float[] pruned, int vocabulary)
    {
        double[] positions =
            [.. dense.Chunk(vocabulary).Zip(pruned.Chunk(vocabulary), (a, b) => Position(metric, a, b))];
        return metric == DistanceMetric.Norm ? Math.Sqrt(positions.Sum()) : positions.Average();
    }

    private static double Position(DistanceMetric metric, float[] a, float[] b)
    {
        double[] p = Softmax(a);
        double[] q = Softmax(b);
        double[] m = [.. p.Zip(q, (left, right) => (left + right) / 2)];
        return metric switch
        {
            DistanceMetric.Js => (KullbackLeibler(p, m) + KullbackLeibler(q, m)) / 2,
            DistanceMetric.JsOfficial => (KullbackLeibler(m, p) + KullbackLeibler(m, q)) / 2,
            DistanceMetric.Kl => KullbackLeibler(p, q),
            DistanceMetric.Angular => Angle(a, b),
            _ => a.Zip(b, (left, right) => Math.Pow((double)left - right, 2)).Sum(),
        };
    }

    private static double[] Softmax(float[] logits)
    {
        double maximum = logits.Max();
        double[] exponentials = [.. logits.Select(logit => Math.Exp(logit - maximum))];
        double sum = exponentials.Sum();
        return [.. exponentials.Select(exponential => exponential / sum)];
    }

    private static double KullbackLeibler(double[] p, double[] q) =>
        p.Zip(q, (left, right) => left == 0 ? 0 : left * Math.Log(left / right)).Sum();

    private static double Angle(float[] a, float[] b)
    {
        double product = a.Zip(b, (left, right) => (double)left * right).Sum();
        double[] squares = [a.Sum(value => (double)value * value), b.Sum(value => (double)value * value)];
        double outside = Math.Sqrt(Math.Max(0, (squares[0] * squares[1]) - (product * product)));
        return product <= 0 ? Math.PI / 2 : Math.Atan2(outside, product);
    }
}
