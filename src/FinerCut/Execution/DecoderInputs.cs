using FinerCut.Decoders;
using FinerCut.Onnx.Graphs;
using FinerCut.Surgery;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Execution;

/// <summary>Makes the inputs of a decoder for one sample of tokens.</summary>
internal sealed class DecoderInputs(DecoderMap map)
{
    private readonly Dictionary<Value, Cache> _caches = map.Caches.ToDictionary(cache => cache.Past);

    /// <summary>Sublayers that add nothing in this run; only a model with gates can do without them.</summary>
    public IReadOnlySet<SublayerName> Closed { get; set; } = new HashSet<SublayerName>();

    /// <summary>What the model fixes of calls; where that is several sequences, all are the same sample.</summary>
    public CallLimits Limits { get; } = CallLimits.FindLimits(map);

    /// <summary>All inputs that a session may ask for, by name.</summary>
    /// <param name="ids">The tokens of this call.</param>
    /// <param name="past">The caches of the calls before, by the name of the input; null for zeros.</param>
    /// <param name="pastLength">Tokens of the calls before.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">An input has no known role, or is declared in a way that its
    /// role does not have.</exception>
    public Dictionary<string, OrtValue> Create(
        ReadOnlySpan<int> ids, IReadOnlyDictionary<string, OrtValue>? past, int pastLength)
    {
        Call call = new(Limits.Batch, ids.Length, pastLength) { TokensPerCall = Limits.TokensPerCall };
        Dictionary<string, OrtValue> values = [];
        foreach (Value input in map.Model.Graph.Inputs.Where(input => input.Initializer is null))
        {
            values[input.Name] = past?.GetValueOrDefault(input.Name)
                ?? (input == map.TokenInput ? Tokens(ids, call) : Create(input, call));
        }

        return values;
    }

    private OrtValue Create(Value input, Call call)
    {
        if (_caches.TryGetValue(input, out Cache? cache))
        {
            return ZeroCache(cache, call);
        }

        if (input == BranchGates.FindInput(map.Model))
        {
            double[] factors = [.. map.Sublayers.Select(sublayer => Closed.Contains(sublayer.Name) ? 0d : 1d)];
            return InputTensors.CreateTensor(ElementType.Float, factors, [factors.Length])!;
        }

        if (FlagInputs.Is(input))
        {
            return RequireValue(input, FlagInputs.Create(input, call));
        }

        if (LengthInputs.Create(input, call) is { } length)
        {
            return length;
        }

        if (MaskInputs.Is(input))
        {
            return RequireValue(input, MaskInputs.Create(input, call));
        }

        if (PositionInputs.Is(input))
        {
            return RequireValue(input, PositionInputs.Create(input, call));
        }

        if (TokenTypeInputs.Is(input))
        {
            return RequireValue(input, TokenTypeInputs.Create(input, call));
        }

        return AdapterInputs.Is(input) || IsUnread(input)
            ? RequireValue(input, InputTensors.Zeros(input.Type!.ElementType, ShapeOf(input.Type)))
            : throw (IsLikeCache(input)
                ? RuntimeErrors.LoneCache(map.Model.Path, input.Name)
                : RuntimeErrors.UnknownInput(map.Model.Path, input.Name));
    }

    /// <summary>Whether an output hands it on, or its name says that it comes from the call before.</summary>
    private bool IsLikeCache(Value input) => map.Model.Graph.Outputs.Any(output => CacheFinder.PastOf(output) == input)
        || (input.Name.StartsWith("past", StringComparison.OrdinalIgnoreCase)
            && input.Type is { Dimensions.Count: > 2 });

    /// <summary>Whether nobody reads it any more, so that its numbers do not matter: clients give it all the
    /// same.</summary>
    private static bool IsUnread(Value input) => input.Uses.Count == 0
        && input.Type is { Dimensions: not null } type && ElementTypes.BitsOf(type.ElementType) > 0;

    /// <summary>Sizes that nothing fixes, such as the rank of an adapter, are 1.</summary>
    private static long[] ShapeOf(TensorType type) => [.. type.Dimensions!.Select(size => size.Size ?? 1)];

    private OrtValue RequireValue(Value input, OrtValue? value) =>
        value ?? throw RuntimeErrors.InputForm(map.Model.Path, input);

    private OrtValue Tokens(ReadOnlySpan<int> ids, Call call)
    {
        Value input = map.TokenInput;
        double[] numbers = new double[ids.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = ids[i];
        }

        return input.Type!.Dimensions is [_]
            ? InputTensors.CreateTensor(input.Type.ElementType, numbers, [ids.Length])!
            : InputTensors.CreateTensor(input.Type.ElementType, call.ForAll(numbers), [call.Batch, ids.Length])!;
    }

    private OrtValue ZeroCache(Cache cache, Call call)
    {
        IReadOnlyList<long> shape = cache.ShapeFor(call.Batch, Math.Max(cache.EmptyLength, call.Past))
            ?? throw DecoderErrors.CacheShape(map.Model.Path, cache.Past.Name);
        return InputTensors.Zeros(cache.Past.Type!.ElementType, [.. shape])
            ?? throw RuntimeErrors.FilledCache(map.Model.Path, cache.Past);
    }
}
