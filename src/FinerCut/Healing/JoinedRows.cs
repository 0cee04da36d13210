using System.Numerics.Tensors;
using FinerCut.Onnx.Graphs;

namespace FinerCut.Healing;

/// <summary>What several layers read, side by side, since their outputs are added up: one regression fits all of
/// them.</summary>
/// <param name="layers">The layers.</param>
/// <param name="inputs">What they read, each value once.</param>
internal sealed class JoinedRows(IReadOnlyList<LinearLayer> layers, List<Value> inputs)
{
    /// <summary>Numbers of one token.</summary>
    public int Width { get; } = layers.Sum(layer => layer.Inputs);

    /// <summary>Puts the numbers of some tokens side by side.</summary>
    /// <param name="values">The values of the inputs, each of shape <c>[tokens, width]</c>.</param>
    /// <returns>Shape <c>[tokens, <see cref="Width"/>]</c>.</returns>
    public float[] Join(IReadOnlyList<float[]> values)
    {
        if (layers.Count == 1)
        {
            return values[0];
        }

        int tokens = values[inputs.IndexOf(layers[0].Input)].Length / layers[0].Inputs;
        float[] joined = new float[tokens * Width];
        int offset = 0;
        foreach (LinearLayer layer in layers)
        {
            ReadOnlySpan<float> numbers = values[inputs.IndexOf(layer.Input)];
            for (int token = 0; token < tokens; token++)
            {
                numbers.Slice(token * layer.Inputs, layer.Inputs).CopyTo(joined.AsSpan((token * Width) + offset));
            }

            offset += layer.Inputs;
        }

        return joined;
    }

    /// <summary>Adds to the weights of the layers what a regression found.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="change">Shape <c>[<see cref="Width"/>, outputs]</c>.</param>
    public void AddTo(LayerWeights weights, float[] change)
    {
        int start = 0;
        foreach (LinearLayer layer in layers)
        {
            float[] numbers = weights.Read(layer);
            TensorPrimitives.MultiplyAdd(
                change.AsSpan(start, numbers.Length), (float)(1 / layer.Scale), numbers, numbers);
            weights.Write(layer, numbers);
            start += numbers.Length;
        }
    }
}
