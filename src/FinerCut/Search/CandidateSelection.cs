using FinerCut.Decoders;
using FinerCut.Search.Budgets;

namespace FinerCut.Search;

/// <summary>Decides which sublayers a search may remove.</summary>
internal static class CandidateSelection
{
    /// <summary>Leaves out what must stay.</summary>
    /// <param name="sublayers">All sublayers of the model, in the order of the stream.</param>
    /// <param name="only">The one kind that may go; null for all.</param>
    /// <param name="protect">Names and patterns of those that must stay.</param>
    /// <returns>The candidates, in the same order; none where everything is protected.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC4019: a pattern, or <paramref name="only"/>, matches no
    /// sublayer.</exception>
    internal static IReadOnlyList<SublayerName> Select(
        IReadOnlyList<SublayerName> sublayers, SublayerKind? only, IReadOnlyList<string> protect)
    {
        List<SublayerName> ofKind = [.. sublayers.Where(name => only is null || name.Kind == only)];
        if (ofKind.Count == 0)
        {
            throw RemovalErrors.KindMissing(sublayers);
        }

        HashSet<SublayerName> kept = [.. protect.SelectMany(pattern => Matches(pattern, sublayers))];
        return [.. ofKind.Where(name => !kept.Contains(name))];
    }

    private static List<SublayerName> Matches(string text, IReadOnlyList<SublayerName> sublayers)
    {
        SublayerPattern? pattern = SublayerPattern.Parse(text);
        List<SublayerName> matches = [.. sublayers.Where(name => pattern?.Matches(name) ?? false)];
        return matches.Count > 0 ? matches : throw RemovalErrors.PatternWithoutMatch(text, sublayers);
    }
}
