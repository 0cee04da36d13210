using FinerCut.Decoders;
using FinerCut.Onnx;

namespace FinerCut.Commands.Sweep;

/// <summary>What the ratio has to keep that <c>sweep --pick</c> writes a model of.</summary>
public sealed class PickCondition
{
    private readonly PickLimit[] _limits;

    private PickCondition(string text)
    {
        Text = text;
        _limits = [.. text.Split(',').Select(part => PickLimit.Find(part, out string? fault)
            ?? throw SweepErrors.NoCondition(text, fault!))];
    }

    /// <summary>The condition as given, without blanks.</summary>
    public string Text { get; }

    /// <summary>The limits that all have to hold.</summary>
    public IReadOnlyList<PickLimit> Limits => _limits;

    /// <summary>The condition as part of a folder's name, such as <c>perplexity-1.1x</c>.</summary>
    internal string Name => Text.Replace("<=", "-", StringComparison.Ordinal).Replace(',', '-');

    /// <summary>Whether perplexity has to be measured.</summary>
    internal bool NeedsPerplexity => Array.Exists(_limits, limit => limit.Measure == PickMeasure.Perplexity);

    /// <summary>Reads a condition.</summary>
    /// <param name="text">Limits with commas between, such as <c>perplexity&lt;=1.1x</c> of the dense model's,
    /// <c>perplexity&lt;=30</c>, <c>distance&lt;=0.2</c>, <c>bytes&lt;=0.8x</c> or <c>bytes&lt;=100MB</c>.</param>
    /// <returns>The condition.</returns>
    /// <exception cref="DiagnosticException">FC7203: it is none.</exception>
    public static PickCondition Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new PickCondition(text.Replace(" ", "", StringComparison.Ordinal));
    }

    /// <summary>The largest ratio that keeps all limits.</summary>
    /// <param name="points">The parts of the order, the smallest first; at least one.</param>
    /// <param name="dense">The dense model.</param>
    /// <returns>Null where none does.</returns>
    internal SweepPoint? Pick(IReadOnlyList<SweepPoint> points, ModelTotals dense) =>
        points.LastOrDefault(point => _limits.All(limit => limit.Holds(point, dense)));

    /// <summary>What to say where no ratio keeps all limits.</summary>
    /// <inheritdoc cref="Pick"/>
    internal DiagnosticException Explain(IReadOnlyList<SweepPoint> points, ModelTotals dense)
    {
        SweepPoint smallest = points[0];
        IEnumerable<PickLimit> broken = _limits.Where(limit => !limit.Holds(smallest, dense));
        string which = FormattableString.Invariant(
            $"{smallest.Ratio} ({smallest.Count} of {dense.Sublayers} sublayers)");
        return SweepErrors.NothingHolds(
            Text, which, string.Join(" and ", broken.Select(limit => limit.Describe(smallest, dense))));
    }
}
