using System.Globalization;

namespace FinerCut.Cli.Answers;

/// <summary>The cells of tables for machines.</summary>
internal static class CsvText
{
    /// <summary>A number with the fewest digits that read back as the same one.</summary>
    /// <param name="value">The number; null for none.</param>
    /// <returns>Empty where there is none.</returns>
    public static string Number(double? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";
}
