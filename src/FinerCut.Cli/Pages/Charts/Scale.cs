using FinerCut.Cli.Reports.Blocks;

namespace FinerCut.Cli.Pages.Charts;

/// <summary>Where the numbers of an axis lie, and where its ticks are.</summary>
internal sealed class Scale
{
    // Beyond this ratio small numbers would lie on one line.
    private const double LargestLinearRatio = 50;
    private const int MostTicks = 6;
    private const int MostWholeTicks = 12;

    private readonly bool _isLogarithmic;
    private readonly double _first;
    private readonly double _last;

    private Scale(bool isLogarithmic, double first, double last) =>
        (_isLogarithmic, _first, _last) = (isLogarithmic, first, last);

    /// <summary>Numbers that get a tick, in order.</summary>
    public required IReadOnlyList<double> Ticks { get; init; }

    /// <summary>The scale of an axis.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="numbers">All numbers to show, at least one.</param>
    public static Scale For(ChartAxis axis, IReadOnlyList<double> numbers)
    {
        (double least, double most) = (numbers.Min(), numbers.Max());
        return !axis.IsWhole && least > 0 && most / least > LargestLinearRatio
            ? OfPowers(least, most)
            : OfEqualSteps(axis, axis.BeginsAtZero ? Math.Min(0, least) : least, most);
    }

    /// <summary>The place of a number.</summary>
    /// <param name="number">Any number; 0 or less on a scale of powers lies at the beginning.</param>
    /// <returns>0 for the beginning of the axis, 1 for its end.</returns>
    public double PlaceOf(double number) => !_isLogarithmic
        ? (number - _first) / (_last - _first)
        : number > 0 ? Math.Log(number / _first) / Math.Log(_last / _first) : 0;

    private static Scale OfEqualSteps(ChartAxis axis, double least, double most)
    {
        double range = most > least ? most - least : Math.Max(Math.Abs(most), 1);
        double step = axis.IsWhole
            ? Math.Max(1, RoundStep(range / MostWholeTicks))
            : RoundStep(range / (MostTicks - 1));

        double first = axis.IsWhole ? least : Math.Floor((least / step) + 1e-9) * step;
        double last = axis.IsWhole && most > least ? most : Math.Ceiling((most / step) - 1e-9) * step;
        if (last <= first)
        {
            last = first + step;
        }

        double start = Math.Ceiling((first / step) - 1e-9) * step;
        int count = (int)Math.Floor(((last - start) / step) + 1e-9) + 1;
        return new Scale(false, first, last)
        {
            Ticks = [.. Enumerable.Range(0, count).Select(index => Clean(start + (index * step), step))],
        };
    }

    private static Scale OfPowers(double least, double most)
    {
        double first = Math.Pow(10, Math.Floor(Math.Log10(least) + 1e-9));
        double last = Math.Pow(10, Math.Ceiling(Math.Log10(most) - 1e-9));
        int decades = (int)Math.Round(Math.Log10(last / first));
        int every = (decades + MostTicks - 1) / MostTicks;
        return new Scale(true, first, last)
        {
            Ticks = [.. Enumerable.Range(0, (decades / every) + 1)
                .Select(index => first * Math.Pow(10, index * every))],
        };
    }

    /// <summary>1, 2 or 5 times a power of ten.</summary>
    private static double RoundStep(double step)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        return power * ((step / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 });
    }

    /// <summary>Without what sums of fractions leave in the last digits.</summary>
    private static double Clean(double number, double step) =>
        Math.Round(number, Math.Clamp(2 - (int)Math.Floor(Math.Log10(step)), 0, 15));
}
