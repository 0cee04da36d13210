using System.Diagnostics.CodeAnalysis;

namespace FinerCut.Distances;

/// <summary>The names of the metrics on the command line and in plans.</summary>
public static class DistanceMetricNames
{
    private static readonly string[] Names = ["js", "js-official", "kl", "angular", "norm"];

    /// <summary>All names, in the order of <see cref="DistanceMetric"/>; the first is the default.</summary>
    public static IReadOnlyList<string> All { get; } = Names.AsReadOnly();

    /// <summary>The name of a metric.</summary>
    /// <param name="metric">A defined metric.</param>
    /// <returns>Lower case, such as <c>js-official</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The metric is none of the defined ones.</exception>
    public static string NameOf(DistanceMetric metric) => Enum.IsDefined(metric)
        ? Names[(int)metric]
        : throw new ArgumentOutOfRangeException(
            nameof(metric), metric, $"No such metric; possible: {string.Join(", ", Names)}.");

    /// <summary>The metric of a name.</summary>
    /// <param name="name">A name as in <see cref="All"/>, exactly so written.</param>
    /// <param name="metric">The metric, or <see cref="DistanceMetric.Js"/> if there is none of that name.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryParse([NotNullWhen(true)] string? name, out DistanceMetric metric)
    {
        int index = Array.IndexOf(Names, name);
        metric = (DistanceMetric)Math.Max(index, 0);
        return index >= 0;
    }
}
