using System.Globalization;
using System.Text.RegularExpressions;
using FinerCut.Decoders;
using FinerCut.Search.Budgets;

namespace FinerCut.Search;

/// <summary>Reads the sublayers that a person wants removed without a search.</summary>
internal static partial class RemovalList
{
    /// <summary>Reads the names.</summary>
    /// <param name="sublayers">All sublayers of the model, in the order of the stream.</param>
    /// <param name="remove">The names and patterns as given.</param>
    /// <returns>The names in the order given, those of a pattern in the order of the stream.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC4018: nothing would remain. FC4020: a name is unknown, or
    /// a sublayer is named
    /// twice.</exception>
    internal static IReadOnlyList<SublayerName> Parse(
        IReadOnlyList<SublayerName> sublayers, IReadOnlyList<string> remove)
    {
        List<SublayerName> names = [];
        foreach (string text in remove)
        {
            IReadOnlyList<SublayerName> matches = Matches(text, sublayers);
            if (matches.Count == 0)
            {
                throw RemovalErrors.NameUnknown(text, Nearest(text, sublayers), sublayers);
            }

            foreach (SublayerName name in matches)
            {
                if (names.Contains(name))
                {
                    throw RemovalErrors.NameRepeated(text, name);
                }

                names.Add(name);
            }
        }

        return names.Count < sublayers.Count ? names : throw RemovalErrors.NothingLeft(names.Count, sublayers.Count);
    }

    /// <summary>The sublayers that a text names; none where it is no pattern, or a range ends in a layer that is not
    /// there.</summary>
    private static IReadOnlyList<SublayerName> Matches(string text, IReadOnlyList<SublayerName> sublayers)
    {
        if (SublayerPattern.Parse(text) is not { } pattern)
        {
            return [];
        }

        bool isWhole = pattern.LastLayer == int.MaxValue
            || new[] { pattern.FirstLayer, pattern.LastLayer }.All(layer => sublayers.Any(name => name.Layer == layer));
        return isWhole ? [.. sublayers.Where(pattern.Matches)] : [];
    }

    /// <summary>The sublayers of the layer nearest to the first number in a text.</summary>
    private static IReadOnlyList<SublayerName> Nearest(string text, IReadOnlyList<SublayerName> sublayers)
    {
        if (!long.TryParse(Number().Match(text).Value, NumberStyles.None, CultureInfo.InvariantCulture, out long layer))
        {
            return [];
        }

        int nearest = sublayers.MinBy(name => Math.Abs(name.Layer - layer)).Layer;
        return [.. sublayers.Where(name => name.Layer == nearest)];
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();
}
