using System.Globalization;
using FinerCut.Onnx;

namespace FinerCut.Commands.Sweep;

/// <summary>The ratios of a sweep: shares of the sublayers.</summary>
public sealed class SweepRatios
{
    /// <summary>The most ratios of a sweep; each takes a pass over the texts.</summary>
    public const int Most = 500;

    private const string RangeSign = "..";
    private const decimal DefaultStep = 0.05m;

    private readonly string _text;

    private SweepRatios(string text)
    {
        _text = text;
        Values = [.. text.Split(',').SelectMany(Read).Distinct().Order().Select(ratio => (double)ratio)];
        if (Values.Count > Most)
        {
            throw SweepErrors.TooManyRatios(text, Values.Count, Most);
        }
    }

    /// <summary>From 5 % to 50 % by 5 %: with half of their sublayers gone, models seldom write well.</summary>
    public static SweepRatios Default { get; } = Parse("0.05..0.5");

    /// <summary>The ratios, each once, in (0, 1), the smallest first.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>Reads ratios.</summary>
    /// <param name="text">Items with commas between: a share such as <c>0.25</c> or <c>25%</c>, or a range such as
    /// <c>0.05..0.5</c>, whose step is 0.05, or <c>5%..50%:10%</c>, whose step is named. The end of a range belongs to
    /// it where a step leads there. Of a range that has a percent sign, a number from 1 on is in per cent without
    /// one.</param>
    /// <returns>The ratios.</returns>
    /// <exception cref="DiagnosticException">FC7201: the text is nothing of this, or a ratio is not inside (0, 1).
    /// FC7202: there are more than <see cref="Most"/>.</exception>
    public static SweepRatios Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new SweepRatios(text);
    }

    private IEnumerable<decimal> Read(string item)
    {
        string[] ends = item.Split(RangeSign);
        string[] second = ends[^1].Split(':');
        if (ends.Length > 2 || second.Length > 2 || (ends.Length == 1 && second.Length == 2))
        {
            throw SweepErrors.NoRatios(_text, $"cannot be read at '{item.Trim()}'");
        }

        bool isPercent = item.Contains('%', StringComparison.Ordinal);
        decimal last = Share(second[0], isPercent);
        decimal first = ends.Length == 2 ? Share(ends[0], isPercent) : last;
        decimal step = second.Length == 2 ? Share(second[1], isPercent) : DefaultStep;
        if (first > last)
        {
            throw SweepErrors.NoRatios(_text, $"goes down in '{item.Trim()}', and begins with the smallest ratio");
        }

        decimal count = Math.Floor((last - first) / step) + 1;
        return count <= Most
            ? Enumerable.Range(0, (int)count).Select(index => first + (index * step))
            : throw SweepErrors.TooManyRatios(_text, (long)Math.Min(count, long.MaxValue), Most);
    }

    private decimal Share(string text, bool isPercent)
    {
        string bare = text.Trim();
        bool hasSign = bare.EndsWith('%');
        const NumberStyles Style = NumberStyles.AllowDecimalPoint;
        if (!decimal.TryParse(
            hasSign ? bare[..^1].TrimEnd() : bare, Style, CultureInfo.InvariantCulture, out decimal number))
        {
            throw SweepErrors.NoRatios(
                _text, bare.Length == 0 ? "lacks a number" : $"has '{bare}', which is no number");
        }

        if (isPercent && !hasSign && number < 1)
        {
            throw SweepErrors.NoRatios(_text, $"has '{bare}' without a percent sign beside numbers with one");
        }

        decimal share = isPercent ? number / 100 : number;
        return share is > 0 and < 1
            ? share
            : throw SweepErrors.NoRatios(_text, $"has '{bare}', which is not between 0 and 1 or 0% and 100%");
    }
}
