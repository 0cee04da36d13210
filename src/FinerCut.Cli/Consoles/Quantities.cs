using System.Globalization;

namespace FinerCut.Cli.Consoles;

/// <summary>Writes numbers for people: three significant digits, decimal units, a point whatever the culture.</summary>
internal static class Quantities
{
    private static readonly string[] CountUnits = ["", " k", " M", " G", " T"];
    private static readonly string[] ByteUnits = [" B", " kB", " MB", " GB", " TB"];

    /// <summary>A number of things, such as <c>135 M</c>.</summary>
    public static string Count(double value) => Scaled(value, CountUnits);

    /// <summary>A size, such as <c>11.9 MB</c>; 1 MB is 1,000,000 bytes.</summary>
    public static string Bytes(long bytes) => Scaled(bytes, ByteUnits);

    /// <summary>A short time, such as <c>4.25 ms</c>.</summary>
    public static string Milliseconds(double milliseconds) => Scaled(milliseconds * 1000, [" us", " ms", " s"]);

    /// <summary>The share that is gone, such as <c>25.0 %</c>; a dash where there was nothing.</summary>
    public static string Gone(double dense, double pruned) => dense > 0 ? Percent((dense - pruned) / dense) : "-";

    /// <summary>How much something grew, such as <c>+14.7 %</c>.</summary>
    public static string Growth(double before, double after) => before > 0 && double.IsFinite(after)
        ? string.Create(CultureInfo.InvariantCulture, $"{(after - before) / before * 100:+0.0;-0.0;0.0} %")
        : "-";

    /// <summary>A share, such as <c>25.0 %</c>.</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.0} %");

    /// <summary>A distance with four significant digits; a dash where there is none.</summary>
    public static string Distance(double? value) => Distances([value])[0];

    /// <summary>Distances with the same number of decimals, seven at most, so that the smallest shows four significant
    /// digits.</summary>
    public static string[] Distances(IReadOnlyList<double?> values)
    {
        IEnumerable<double> sizes = values.Select(value => Math.Abs(value ?? 0))
            .Where(size => size > 0 && double.IsFinite(size));
        double smallest = sizes.DefaultIfEmpty(1).Min();
        string format = $"F{Math.Clamp(3 - (int)Math.Floor(Math.Log10(smallest)), 0, 7)}";
        return [.. values.Select(value => value is { } distance ? Distance(distance, format) : "-")];
    }

    /// <summary>A perplexity, such as <c>8.12</c>.</summary>
    public static string Perplexity(double value) => value < 100_000
        ? value.ToString("F2", CultureInfo.InvariantCulture)
        : value.ToString("0.00e+00", CultureInfo.InvariantCulture);

    /// <summary>A factor, such as <c>1.15</c>.</summary>
    public static string Factor(double value) => value < 100_000
        ? value.ToString("F3", CultureInfo.InvariantCulture)
        : value.ToString("0.00e+00", CultureInfo.InvariantCulture);

    /// <summary>A time, such as <c>0.4 s</c>, <c>3 min 05 s</c> or <c>1 h 02 min</c>.</summary>
    public static string Duration(TimeSpan time) => time switch
    {
        { TotalSeconds: < 59.95 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
        { TotalSeconds: < 3599.5 } =>
            string.Create(CultureInfo.InvariantCulture, $"{Seconds(time) / 60} min {Seconds(time) % 60:00} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes:00} min"),
    };

    /// <summary>A time that is only roughly known: whole seconds, from ten minutes on whole minutes.</summary>
    public static string RoughDuration(TimeSpan time) => Seconds(time) switch
    {
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{Seconds(time)} s"),
        >= 600 and < 3600 => string.Create(CultureInfo.InvariantCulture, $"{Seconds(time) / 60} min"),
        _ => Duration(TimeSpan.FromSeconds(Seconds(time))),
    };

    private static string Distance(double distance, string format) => distance != 0 && Math.Abs(distance) < 1e-6
        ? distance.ToString("0.0e-00", CultureInfo.InvariantCulture)
        : distance.ToString(format, CultureInfo.InvariantCulture);

    private static long Seconds(TimeSpan time) => (long)Math.Round(time.TotalSeconds);

    private static string Scaled(double value, string[] units)
    {
        int unit = 0;
        while (value >= 999.5 && unit < units.Length - 1)
        {
            value /= 1000;
            unit++;
        }

        string format = unit == 0 || value >= 99.95 ? "0" : value >= 9.995 ? "0.0" : "0.00";
        return value.ToString(format, CultureInfo.InvariantCulture) + units[unit];
    }
}
