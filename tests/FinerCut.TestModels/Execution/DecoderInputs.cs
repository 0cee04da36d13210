using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FinerCut.TestModels.Execution;

/// <summary>Makes the values of a decoder's inputs from what the session says of them.</summary>
internal sealed class DecoderInputs(
    IReadOnlyDictionary<string, NodeMetadata> metadata, ModelFolder folder, OnnxRunnerOptions options)
{
    private const string PastLength = "past_sequence_length";

    /// <summary>The names of the caches.</summary>
    public IReadOnlyList<string> Caches { get; } = [.. metadata.Keys.Where(IsCache)];

    /// <summary>The output that continues a cache.</summary>
    public static string PresentOf(string past) =>
        past.Replace("past_key_values", "present", StringComparison.Ordinal)
            .Replace("past", "present", StringComparison.Ordinal);

    /// <summary>A value for every input but the caches.</summary>
    public NamedValues ForTokens(TokenBatch batch) =>
        new(metadata.Keys
            .Where(name => !IsCache(name))
            .Select(name => KeyValuePair.Create(name, ForTokens(name, batch))));

    /// <summary>Caches without a token in them; windowed ones hold a window of zeros, and those of fixed length their
    /// length.</summary>
    public NamedValues EmptyCaches(int samples) =>
        new(Caches.Select(name => KeyValuePair.Create(name, EmptyCache(name, samples))));

    private static bool IsCache(string name) => name.StartsWith("past", StringComparison.Ordinal) && name != PastLength;

    private OrtValue ForTokens(string name, TokenBatch batch) => name switch
    {
        "input_ids" => Integers(
            name, batch.Ids.SelectMany(sample => sample).Select(id => (long)id), [batch.Samples, batch.Tokens]),
        "attention_mask" => Integers(name, Ones(batch), [batch.Samples, batch.Past + batch.Tokens]),
        "position_ids" => Integers(name, Positions(batch), [batch.Samples, batch.Tokens]),
        PastLength => OrtValue.CreateTensorValueFromMemory([batch.Past], [1]),
        "use_cache_branch" => OrtValue.CreateTensorValueFromMemory([batch.Past > 0], [1]),
        _ when options.Vectors.TryGetValue(name, out float[]? vector) =>
            OrtValue.CreateTensorValueFromMemory(vector, [vector.Length]),
        _ => throw new InvalidOperationException(
            $"{folder.ModelPath} has an input {name} that this client does not know."),
    };

    private static IEnumerable<long> Ones(TokenBatch batch) =>
        batch.EverySample(Enumerable.Repeat(1L, batch.Past + batch.Tokens));

    private static IEnumerable<long> Positions(TokenBatch batch) =>
        batch.EverySample(Enumerable.Range(batch.Past, batch.Tokens).Select(position => (long)position));

    private OrtValue Integers(
        string name, IEnumerable<long> values, long[] shape) => metadata[name].ElementDataType switch
        {
            TensorElementType.Int64 => OrtValue.CreateTensorValueFromMemory(values.ToArray(), shape),
            TensorElementType.Int32 =>
                OrtValue.CreateTensorValueFromMemory(values.Select(value => (int)value).ToArray(), shape),
            TensorElementType other =>
                throw new InvalidOperationException($"{folder.ModelPath} wants {name} as {other}."),
        };

    /// <remarks>Axes of a cache: samples, heads, tokens, head size; before them a 2 where keys and values are one.
    /// States of convolutions and recurrences have a fixed size.</remarks>
    private OrtValue EmptyCache(string name, int samples)
    {
        NodeMetadata cache = metadata[name];
        if (cache.Dimensions.Skip(1).All(size => size > 0))
        {
            return Zeros(cache, [samples, .. cache.Dimensions.Skip(1).Select(size => (long)size)]);
        }

        bool isWindowed = cache.SymbolicDimensions[^2].Contains("sliding", StringComparison.Ordinal);
        long headSize = cache.Dimensions[^1] < 0 ? folder.HeadSize() : cache.Dimensions[^1];
        long[] shape = [samples, cache.Dimensions[^3], isWindowed ? folder.WindowSize() : 0, headSize];
        return Zeros(cache, cache.Dimensions.Length > shape.Length ? [2, .. shape] : shape);
    }

    private static OrtValue Zeros(NodeMetadata cache, long[] shape)
    {
        OrtValue value =
            OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, cache.ElementDataType, shape);
        value.GetTensorMutableRawData().Clear();
        return value;
    }
}
