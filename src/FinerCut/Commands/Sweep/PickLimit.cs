using System.Globalization;
using FinerCut.Decoders;
using FinerCut.Machines;
using FinerCut.Plans;

namespace FinerCut.Commands.Sweep;

/// <summary>The most that a number may be.</summary>
/// <param name="Measure">What is measured.</param>
/// <param name="Most">The limit, greater than 0, which belongs to what is allowed.</param>
/// <param name="IsRatio">Whether the limit is a multiple of what the dense model has.</param>
public sealed record PickLimit(PickMeasure Measure, double Most, bool IsRatio)
{
    private const string Sign = "<=";

    /// <summary>Whether a part of the order keeps to the limit; what is no number never does.</summary>
    /// <param name="point">The part.</param>
    /// <param name="dense">The dense model.</param>
    internal bool Holds(SweepPoint point, ModelTotals dense) => Measure switch
    {
        PickMeasure.Perplexity => point.Perplexities.Count > 0
            && point.Perplexities.All(perplexity => PerplexityOf(perplexity) <= Most),
        PickMeasure.Distance => point.Distance <= Most,
        _ => BytesOf(point, dense) <= Most,
    };

    /// <summary>What a part of the order reaches, such as <c>1.31x on 'held-out.txt'</c>.</summary>
    /// <param name="point">The part.</param>
    /// <param name="dense">The dense model.</param>
    internal string Describe(SweepPoint point, ModelTotals dense) => Measure switch
    {
        PickMeasure.Perplexity => $"a perplexity of {string.Join(" and ", point.Perplexities.Select(Describe))}",
        PickMeasure.Distance => $"a distance of {Number(point.Distance, "0.######")}",
        _ => string.Create(
            CultureInfo.InvariantCulture,
            $"{point.Totals.Bytes:N0} bytes, {(double)point.Totals.Bytes / dense.Bytes:0.###}x"),
    };

    /// <summary>Reads a limit.</summary>
    /// <param name="text">Such as <c>perplexity&lt;=1.1x</c>, without blanks.</param>
    /// <param name="fault">What is wrong with the text; null where nothing is.</param>
    /// <returns>Null where something is wrong.</returns>
    internal static PickLimit? Find(string text, out string? fault)
    {
        string[] parts = text.Split(Sign);
        fault = parts.Length == 2 ? null : $"'{text}' has not one '{Sign}'";
        if (fault is not null)
        {
            return null;
        }

        if (!Enum.GetNames<PickMeasure>().Contains(parts[0], StringComparer.OrdinalIgnoreCase))
        {
            fault = $"'{parts[0]}' is not perplexity, distance or bytes";
            return null;
        }

        PickMeasure measure = Enum.Parse<PickMeasure>(parts[0], ignoreCase: true);
        bool isRatio = parts[1].EndsWith("x", StringComparison.OrdinalIgnoreCase);
        double? most = isRatio ? ReadNumber(parts[1][..^1]) : ReadAbsolute(measure, parts[1]);
        fault = most > 0 && !(isRatio && measure == PickMeasure.Distance)
            ? null : $"'{parts[1]}' is no limit of {parts[0]}";
        return fault is null ? new PickLimit(measure, most!.Value, isRatio) : null;
    }

    /// <summary>A number of bytes has its unit.</summary>
    private static double? ReadAbsolute(PickMeasure measure, string text) => measure != PickMeasure.Bytes
        ? ReadNumber(text)
        : ByteSize.ReadingsOf(text) is null ? ByteSize.TryParse(text) : null;

    private static double? ReadNumber(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)
            && double.IsFinite(number) ? number : null;

    private static string Number(double? value, string format) =>
        value?.ToString(format, CultureInfo.InvariantCulture) ?? "no finite number";

    private double? PerplexityOf(PlanPerplexity perplexity) => IsRatio ? perplexity.Ratio : perplexity.Pruned;

    private double BytesOf(SweepPoint point, ModelTotals dense) =>
        IsRatio ? (double)point.Totals.Bytes / dense.Bytes : point.Totals.Bytes;

    private string Describe(PlanPerplexity perplexity) =>
        $"{Number(PerplexityOf(perplexity), "0.###")}{(IsRatio && PerplexityOf(perplexity) is not null ? "x" : "")} on "
            + Evaluation.Texts.EvaluationText.Describe(perplexity.Text);
}
