using FinerCut.Onnx.Graphs;
using FinerCut.Onnx.Passes;

namespace FinerCut.Decoders;

/// <summary>Pairs the states that no growing cache explains: those of convolutions and recurrences, which are computed
/// from what they were.</summary>
internal sealed class StateFinder
{
    private readonly HashSet<Value> _stream;
    private readonly HashSet<Value> _taken;

    /// <param name="outputs">All outputs, growing caches paired already.</param>
    /// <param name="stream">The values of the stream: what is before one belongs to another sublayer.</param>
    public StateFinder(IReadOnlyList<StateOutput> outputs, IEnumerable<FlowPoint> stream)
    {
        Outputs = outputs;
        _stream = [.. stream.Select(point => point.Value).OfType<Value>()];
        _taken = [.. outputs.Select(output => output.Past).OfType<Value>()];
    }

    /// <summary>The outputs, with more of them paired after <see cref="Pair"/>.</summary>
    public IReadOnlyList<StateOutput> Outputs { get; private set; }

    /// <summary>Pairs what can be paired without a doubt.</summary>
    /// <returns>The outputs for which several inputs remain.</returns>
    public IReadOnlyList<StateOutput> Pair()
    {
        List<(StateOutput Output, List<Value> Pasts)> open =
            [.. Outputs.Where(output => output.Past is null).Select(output => (output, CandidatesOf(output)))];
        while (open.Find(pair => pair.Pasts.Count == 1) is { Pasts: [var past], Output: { } output })
        {
            open.RemoveAll(pair => pair.Output == output);
            Outputs =
                [.. Outputs.Select(other => other == output ? output with { Past = past, IsFixed = true } : other)];
            open.ForEach(pair => pair.Pasts.Remove(past));
        }

        return [.. open.Where(pair => pair.Pasts.Count > 0).Select(pair => pair.Output)];
    }

    /// <summary>Inputs of fixed size that an output of their type is computed from, without the stream between
    /// them.</summary>
    private List<Value> CandidatesOf(StateOutput output)
    {
        HashSet<Value> seen = [];
        List<Value> found = [];
        Stack<Value> open = new([output.Inner]);
        while (open.TryPop(out Value? value))
        {
            if (_stream.Contains(value) || !seen.Add(value))
            {
                continue;
            }

            if (value.IsGraphInput && !_taken.Contains(value) && IsState(value) && IsAlike(value, output.Present))
            {
                found.Add(value);
            }

            foreach (Value read in value.Producer is { } producer ? NodeReads.ListValues(producer) : [])
            {
                open.Push(read);
            }
        }

        return found;
    }

    private static bool IsState(Value input) => input is { Initializer: null, Type: { Dimensions.Count: > 1 } type }
        && ElementTypes.IsFloat(type.ElementType) && type.Dimensions[0].Size is null
            && type.Dimensions.Skip(1).All(dimension => dimension.Size > 0);

    /// <summary>No size that both state differs.</summary>
    private static bool IsAlike(Value input, Value output) => output.Type is not { } type
        || (type.ElementType == input.Type!.ElementType
            && (type.Dimensions is not { } sizes || (sizes.Count == input.Type.Dimensions!.Count
                && sizes.Zip(input.Type.Dimensions).All(pair => pair.First.Size is null || pair.Second.Size is null
                    || pair.First.Size == pair.Second.Size))));
}
