using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Execution;

/// <summary>Turns final states into short vectors that have the lengths and distances of the logits, where those are an
/// affine map of the states, z = W·h + b: with RᵀR = [W b]ᵀ[W b] the vector is R·[h 1], as long as the state and one
/// more.</summary>
/// <param name="end">From the end of the stream to the final state; now owned.</param>
/// <param name="map">From the final state to the logits; now owned.</param>
/// <param name="threads">Threads to work on.</param>
internal sealed class AffineHead(SegmentSession end, SegmentSession map, int threads) : IDisposable
{
    private float[][] _factor = [];

    /// <summary>Length of the vectors; 0 before <see cref="TryLearn"/>.</summary>
    public int Width => _factor.Length;

    /// <summary>Finds the map by asking for the logits of unit vectors, so that weights of any packing will
    /// do.</summary>
    /// <param name="stream">The stream after the last segment, for some sample.</param>
    /// <param name="sample">The sample.</param>
    /// <returns>False where there are no such vectors: logits are masked with infinities, or there is not one state for
    /// each token.</returns>
    public bool TryLearn(OrtValue stream, PreparedSample sample)
    {
        using OrtValue states = end.RunForHost(stream, sample.Sides);
        long[] shape = states.GetTensorTypeAndShape().Shape;
        if (AnswerShape.WidthOf(states, sample.Length) is not { } hidden
            || Array.IndexOf(shape[..^1], sample.Length) is not (>= 0 and var axis))
        {
            return false;
        }

        _factor = new GramMatrix(units => Ask(units, shape, axis), hidden, threads).Factor();

        // It holds the weights of the head, and is of no more use.
        map.Dispose();
        return _factor.All(line => float.IsFinite(TensorPrimitives.Sum<float>(line)));
    }

    /// <summary>Computes the vectors of a sample into memory of the caller's.</summary>
    /// <param name="stream">The stream after the last segment.</param>
    /// <param name="sample">The sample.</param>
    /// <param name="vectors">Shape <c>[tokens, <see cref="Width"/>]</c>.</param>
    public void Project(OrtValue stream, PreparedSample sample, float[] vectors)
    {
        using OrtValue states = end.RunForHost(stream, sample.Sides);
        int hidden = Width - 1;
        Parallel.For(0, sample.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, token =>
        {
            ReadOnlySpan<float> state = states.GetTensorDataAsSpan<float>().Slice(token * hidden, hidden);
            for (int i = 0; i < Width; i++)
            {
                // A row of the factor starts at its diagonal; the state's last element is the 1 that takes the bias.
                vectors[(token * Width) + i] =
                    TensorPrimitives.Dot(_factor[i].AsSpan()[..^1], state[Math.Min(i, hidden)..]) + _factor[i][^1];
            }
        });
    }

    public void Dispose()
    {
        end.Dispose();
        map.Dispose();
    }

    /// <summary>Asks for the logits of states that lie along one axis of a shape.</summary>
    private float[] Ask(float[] states, long[] shape, int axis)
    {
        long[] given = [.. shape];
        given[axis] = states.Length / shape[^1];
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(states, given);
        using OrtValue logits = map.RunForHost(input, new Dictionary<string, OrtValue>());
        return logits.GetTensorDataAsSpan<float>().ToArray();
    }
}
