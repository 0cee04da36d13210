using System.Globalization;

namespace FinerCut.Cli.Pages.Charts;

/// <summary>Places in a drawing, as shares of its width or height: letters keep their size however wide the page
/// is.</summary>
internal static class Place
{
    /// <summary>A share as SVG writes it.</summary>
    /// <param name="share">1 for all.</param>
    public static string Percent(double share) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Round(share * 100, 2)}%");
}
