namespace FinerCut.TestModels.Decoders;

/// <summary>A Llama forward pass in float64, written for reading: what a tiny decoder must answer with sublayers
/// removed.</summary>
/// <param name="options">The sizes.</param>
/// <param name="weights">The weights.</param>
public sealed class TinyDecoderReference(TinyDecoderOptions options, TinyDecoderWeights weights)
{
    /// <summary>The logits of a batch from position 0, nothing masked but the future.</summary>
    /// <param name="ids">Token ids, samples of equal length.</param>
    /// <param name="removed">Sublayers whose branch contributes zero to the stream.</param>
    /// <exception cref="ArgumentException">A name that is no sublayer of the decoder.</exception>
    public LogitsArray Logits(int[][] ids, IReadOnlySet<string> removed)
    {
        Check(removed);
        float[] values = [.. ids.SelectMany(sample => SampleLogits(sample, removed))
            .SelectMany(logits => logits)
            .Select(logit => (float)logit)];
        return new(values, ids.Length, ids[0].Length, options.Vocabulary);
    }

    private IEnumerable<double[]> SampleLogits(int[] ids, IReadOnlySet<string> removed)
    {
        double[][] stream = [.. ids.Select(Embedding)];
        for (int layer = 0; layer < options.Layers; layer++)
        {
            TinyLayerWeights parts = weights.Layers[layer];
            if (!removed.Contains($"{layer}.attn"))
            {
                double[][] branch = Attention([.. stream.Select(state => Norm(state, parts.InputNorm))], parts);
                stream = [.. stream.Zip(branch, Sum)];
            }

            if (!removed.Contains($"{layer}.ffn"))
            {
                stream =
                    [.. stream.Select(state => Sum(state, FeedForward(Norm(state, parts.PostAttentionNorm), parts)))];
            }
        }

        return stream.Select(state => Multiply(Norm(state, weights.FinalNorm), weights.Head));
    }

    private double[] Embedding(int id) =>
        [.. weights.Embedding.Skip(id * options.Hidden).Take(options.Hidden).Select(value => (double)value)];

    private double[][] Attention(double[][] inputs, TinyLayerWeights parts)
    {
        double[][] queries = [.. inputs.Select((input, position) => Rotate(Multiply(input, parts.Query), position))];
        double[][] keys = [.. inputs.Select((input, position) => Rotate(Multiply(input, parts.Key), position))];
        double[][] values = [.. inputs.Select(input => Multiply(input, parts.Value))];
        return [.. queries.Select((query, position) =>
            Multiply(Mix(query, keys[..(position + 1)], values[..(position + 1)]), parts.AttentionOutput))];
    }

    private double[] Mix(double[] query, double[][] keys, double[][] values)
    {
        double[] mixed = new double[options.QueryWidth];
        for (int head = 0; head < options.Heads; head++)
        {
            int start = head * options.HeadSize;
            int kvStart = head / (options.Heads / options.KvHeads) * options.HeadSize;
            double[] shares = Softmax([.. keys.Select(key => Score(query.AsSpan(start), key.AsSpan(kvStart)))]);
            for (int index = 0; index < options.HeadSize; index++)
            {
                mixed[start + index] = shares.Zip(values, (share, value) => share * value[kvStart + index]).Sum();
            }
        }

        return mixed;
    }

    private double Score(ReadOnlySpan<double> query, ReadOnlySpan<double> key)
    {
        double product = 0;
        for (int index = 0; index < options.HeadSize; index++)
        {
            product += query[index] * key[index];
        }

        return product / Math.Sqrt(options.HeadSize);
    }

    private double[] Rotate(double[] heads, int position)
    {
        int half = options.HeadSize / 2;
        double[] rotated = new double[heads.Length];
        for (int index = 0; index < heads.Length; index++)
        {
            int within = index % options.HeadSize;
            double angle = position * RotaryAngles.Frequency(within % half, options.HeadSize);
            double partner = within < half ? -heads[index + half] : heads[index - half];
            rotated[index] = (heads[index] * Math.Cos(angle)) + (partner * Math.Sin(angle));
        }

        return rotated;
    }

    private static double[] FeedForward(double[] input, TinyLayerWeights parts)
    {
        IEnumerable<double> active = Multiply(input, parts.Gate).Select(gate => gate / (1 + Math.Exp(-gate)));
        return Multiply([.. active.Zip(Multiply(input, parts.Up), (gate, up) => gate * up)], parts.Down);
    }

    private static double[] Norm(double[] state, float[] scale)
    {
        double root = Math.Sqrt(state.Average(value => value * value) + TinyDecoderOptions.NormEpsilon);
        return [.. state.Zip(scale, (value, weight) => value / root * weight)];
    }

    private static double[] Softmax(double[] scores)
    {
        double[] powers = [.. scores.Select(score => Math.Exp(score - scores.Max()))];
        return [.. powers.Select(power => power / powers.Sum())];
    }

    private static double[] Multiply(double[] input, float[] matrix)
    {
        double[] product = new double[matrix.Length / input.Length];
        for (int index = 0; index < matrix.Length; index++)
        {
            product[index % product.Length] += input[index / product.Length] * matrix[index];
        }

        return product;
    }

    private static double[] Sum(double[] stream, double[] branch) => [.. stream.Zip(branch, (a, b) => a + b)];

    private void Check(IReadOnlySet<string> removed)
    {
        IEnumerable<string> known = Enumerable.Range(0, options.Layers)
            .SelectMany(layer => (string[])[$"{layer}.attn", $"{layer}.ffn"]);
        string[] unknown = [.. removed.Except(known)];
        if (unknown.Length > 0)
        {
            string names = string.Join(", ", unknown);
            throw new ArgumentException(
                $"No sublayer of a decoder of {options.Layers} layers: {names}.", nameof(removed));
        }
    }
}
