using System.Globalization;

namespace FinerCut.Machines;

/// <summary>Amounts of memory and storage as people write them.</summary>
public static class ByteSize
{
    /// <summary>The units and what one of each is in bytes, those whose end is another unit first.</summary>
    public static IReadOnlyList<(string Suffix, double Bytes)> Units { get; } =
    [
        ("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("TiB", 1L << 40),
        ("kB", 1e3), ("MB", 1e6), ("GB", 1e9), ("TB", 1e12), ("B", 1),
        ("Ki", 1L << 10), ("Mi", 1L << 20), ("Gi", 1L << 30), ("Ti", 1L << 40),
        ("k", 1e3), ("M", 1e6), ("G", 1e9), ("T", 1e12), ("", 1),
    ];

    /// <summary>Reads an amount.</summary>
    /// <param name="text">Such as <c>2GiB</c>, <c>1.5 GB</c> (decimal), the same without the <c>B</c>, or a number of
    /// bytes; upper and lower
    /// case are one.</param>
    /// <returns>Bytes, rounded down; null where the text is no such amount, or less than one byte.</returns>
    public static long? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string bare = text.Replace(" ", "", StringComparison.Ordinal);
        (string suffix, double bytes) =
            Units.First(unit => bare.EndsWith(unit.Suffix, StringComparison.OrdinalIgnoreCase));
        bool isNumber = double.TryParse(
            bare.AsSpan(0, bare.Length - suffix.Length),
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out double number);
        return isNumber && number * bytes is >= 1 and < long.MaxValue ? (long)(number * bytes) : null;
    }

    /// <summary>The two amounts that a person may mean by a number without a unit.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>Such as <c>2GiB</c> and <c>2B</c>, the likelier one first; null where the text has a unit or is no
    /// amount.</returns>
    public static (string Likely, string Literal)? ReadingsOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string bare = text.Replace(" ", "", StringComparison.Ordinal);
        const NumberStyles Style = NumberStyles.AllowDecimalPoint;
        bool isNumber = double.TryParse(bare, Style, CultureInfo.InvariantCulture, out double number);
        if (!isNumber || !(number > 0))
        {
            return null;
        }

        string unit = number switch
        {
            < 1 << 10 => "GiB",
            < 1 << 20 => "MiB",
            _ => "KiB",
        };
        return ($"{bare}{unit}", $"{bare}B");
    }
}
