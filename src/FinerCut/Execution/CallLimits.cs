using FinerCut.Decoders;
using FinerCut.Onnx.Graphs;

namespace FinerCut.Execution;

/// <summary>What a graph itself says about the size of calls, whatever its configuration says.</summary>
/// <param name="TokensPerCall">Tokens that every call has; null where any number will do.</param>
/// <param name="Batch">Sequences in every call; 1 where any number will do.</param>
/// <param name="LongestSample">Tokens that caches have room for, or that a call has where there are none; null where
/// nothing ends a text.</param>
/// <param name="HasCaches">Whether a call continues the one before.</param>
internal sealed record CallLimits(int? TokensPerCall, int Batch, long? LongestSample, bool HasCaches)
{
    /// <summary>Of no graph in particular: nothing is fixed.</summary>
    public static CallLimits None { get; } = new(null, 1, null, true);

    /// <summary>Whether a call can have one token that continues a text.</summary>
    public bool TakesSteps => HasCaches && TokensPerCall is null or 1;

    /// <summary>Tokens that every sample must have; null where samples of any length can be run, if need be token by
    /// token.</summary>
    public int? SampleLength => HasCaches && TokensPerCall == 1 ? null : TokensPerCall;

    /// <summary>Tokens that a text has at the most, by the graph and by the configuration.</summary>
    /// <param name="contextLength">The configuration's word; null where it says nothing.</param>
    /// <returns>Null where nothing ends a text.</returns>
    public long? LongestText(long? contextLength) => new[] { contextLength, LongestSample }.Min();

    /// <summary>The limits of a model.</summary>
    public static CallLimits FindLimits(DecoderMap map)
    {
        IReadOnlyList<Dimension>? sizes = map.TokenInput.Type?.Dimensions;
        int? tokens = sizes is [.., { Size: > 0 and var size }] ? (int)size : null;
        int batch = sizes is [{ Size: > 0 and var sequences }, _] ? (int)sequences : 1;
        List<Cache> caches = [.. map.Caches];
        long? longest = caches.Select(cache => cache.BufferLength).Append(caches.Count == 0 ? tokens : null).Min();
        return new CallLimits(tokens, batch, longest, caches.Count > 0);
    }
}
