using System.Globalization;
using FinerCut.Onnx;

namespace FinerCut.Folders;

/// <summary>The folder to write where nobody names one.</summary>
internal static class TargetName
{
    /// <summary>A sibling of the model's folder that names how much goes.</summary>
    /// <param name="source">The model.</param>
    /// <param name="ratio">Share of the sublayers, in (0, 1); null where a number was asked for.</param>
    /// <param name="count">Number of sublayers; used where <paramref name="ratio"/> is null.</param>
    /// <returns>Full path such as <c>tales-3m-pruned-25pct</c> or <c>tales-3m-pruned-6</c>.</returns>
    /// <exception cref="DiagnosticException">The model is in the root of a volume, which has no siblings.</exception>
    public static string For(ModelFolder source, double? ratio, int count)
    {
        string amount = ratio is { } share
            ? (share * 100).ToString("0.####", CultureInfo.InvariantCulture) + "pct"
            : count.ToString(CultureInfo.InvariantCulture);
        return For(source, $"pruned-{amount}");
    }

    /// <summary>A sibling of the model's folder that names how far its answers may be from the dense ones.</summary>
    /// <param name="source">The model.</param>
    /// <param name="distance">The largest distance, in the unit of the metric.</param>
    /// <returns>Full path such as <c>tales-3m-pruned-distance-0.1</c>.</returns>
    /// <exception cref="DiagnosticException">The model is in the root of a volume, which has no siblings.</exception>
    public static string ForDistance(ModelFolder source, double distance) =>
        For(source, string.Create(CultureInfo.InvariantCulture, $"pruned-distance-{distance}"));

    /// <summary>A sibling of the model's folder that names what was done.</summary>
    /// <param name="source">The model.</param>
    /// <param name="suffix">What was done, such as <c>gated</c>.</param>
    /// <returns>Full path such as <c>tales-3m-gated</c>.</returns>
    /// <exception cref="DiagnosticException">The model is in the root of a volume, which has no siblings.</exception>
    public static string For(ModelFolder source, string suffix)
    {
        ArgumentNullException.ThrowIfNull(source);
        string parent = Path.GetDirectoryName(source.Root) ?? throw FolderErrors.NoSibling(source.Root);
        return Path.Combine(parent, $"{Path.GetFileName(source.Root)}-{suffix}");
    }
}
