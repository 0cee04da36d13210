using FinerCut.Decoders;
using FinerCut.Onnx.Graphs;
using FinerCut.Surgery;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FinerCut.Execution;

/// <summary>Makes the inputs of a decoder for one row of tokens.</summary>
internal sealed class DecoderInputs(DecoderMap map)
{
    private readonly Dictionary<Value, Cache> _caches = map.Caches.ToDictionary(cache => cache.Past);

    /// <summary>Sublayers that add nothing in this run; only a model with gates can do without them.</summary>
    public IReadOnlySet<SublayerName> Closed { get; set; } = new HashSet<SublayerName>();

    /// <summary>All inputs that a session may ask for, by name.</summary>
    /// <param name="ids">The tokens of this call.</param>
    /// <param name="past">The caches of the calls before, by the name of the input; null for zeros.</param>
    /// <param name="pastLength">Tokens of the calls before.</param>
    public Dictionary<string, OrtValue> Create(ReadOnlySpan<int> ids, IReadOnlyDictionary<string, OrtValue>? past, int pastLength)
    {
        Dictionary<string, OrtValue> values = [];
        foreach (Value input in map.Model.Graph.Inputs.Where(input => input.Initializer is null))
        {
            values[input.Name] = past?.GetValueOrDefault(input.Name) ?? Create(input, ids, pastLength);
        }

        return values;
    }

    private OrtValue Create(Value input, ReadOnlySpan<int> ids, int pastLength)
    {
        if (_caches.TryGetValue(input, out Cache? cache))
        {
            return ZeroCache(cache, pastLength);
        }

        if (input == map.TokenInput)
        {
            return Integers(input, ids, [1, ids.Length]);
        }

        if (input is { Type.ElementType: ElementType.Bool } && input.Uses.All(use => use.Node.OpType == "If"))
        {
            return OrtValue.CreateTensorValueFromMemory([pastLength > 0], [1]);
        }

        if (LengthInputs.NumberFor(input, pastLength, pastLength + ids.Length) is { } number)
        {
            return Integers(input, [(int)number], input.Type is { Dimensions.Count: 0 } ? [] : [1]);
        }

        if (input == BranchGates.FindInput(map.Model))
        {
            float[] factors = [.. map.Sublayers.Select(sublayer => Closed.Contains(sublayer.Name) ? 0f : 1f)];
            return OrtValue.CreateTensorValueFromMemory(factors, [factors.Length]);
        }

        bool isInteger = input.Type?.ElementType is ElementType.Int64 or ElementType.Int32;
        if (isInteger && input.Name.Contains("mask", StringComparison.OrdinalIgnoreCase))
        {
            return Integers(input, Enumerable.Repeat(1, pastLength + ids.Length).ToArray(), [1, pastLength + ids.Length]);
        }

        return isInteger && input.Name.Contains("position", StringComparison.OrdinalIgnoreCase)
            ? Integers(input, Enumerable.Range(pastLength, ids.Length).ToArray(), [1, ids.Length])
            : throw RuntimeErrors.UnknownInput(map.Model.Path, input.Name);
    }

    private OrtValue ZeroCache(Cache cache, int pastLength)
    {
        IReadOnlyList<long> shape = cache.ShapeFor(batch: 1, Math.Max(cache.EmptyLength, pastLength)) ?? throw DecoderErrors.CacheShape(map.Model.Path, cache.Past.Name);
        OrtValue value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, (TensorElementType)(int)cache.Past.Type!.ElementType, [.. shape]);
        value.GetTensorMutableRawData().Clear();
        return value;
    }

    private static OrtValue Integers(Value input, ReadOnlySpan<int> numbers, long[] shape)
    {
        if (input.Type!.ElementType == ElementType.Int32)
        {
            return OrtValue.CreateTensorValueFromMemory(numbers.ToArray(), shape);
        }

        long[] longs = new long[numbers.Length];
        for (int i = 0; i < longs.Length; i++)
        {
            longs[i] = numbers[i];
        }

        return OrtValue.CreateTensorValueFromMemory(longs, shape);
    }
}
