using System.Globalization;

namespace FinerCut.Machines;

/// <summary>Amounts of memory and storage as people write them.</summary>
public static class ByteSize
{
    /// <summary>The units and what one of each is in bytes, those whose end is another unit first.</summary>
    public static IReadOnlyList<(string Suffix, double Bytes)> Units { get; } =
    [
        ("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("TiB", 1L << 40), ("kB", 1e3), ("MB", 1e6), ("GB", 1e9), ("TB", 1e12), ("B", 1), ("", 1),
    ];

    /// <summary>Reads an amount.</summary>
    /// <param name="text">Such as <c>2GiB</c>, <c>1.5 GB</c> (decimal) or a number of bytes; upper and lower case are one.</param>
    /// <returns>Bytes, rounded down; null where the text is no such amount, or less than one byte.</returns>
    public static long? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string bare = text.Replace(" ", "", StringComparison.Ordinal);
        (string suffix, double bytes) = Units.First(unit => bare.EndsWith(unit.Suffix, StringComparison.OrdinalIgnoreCase));
        bool isNumber = double.TryParse(bare.AsSpan(0, bare.Length - suffix.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number);
        return isNumber && number * bytes is >= 1 and < long.MaxValue ? (long)(number * bytes) : null;
    }
}
