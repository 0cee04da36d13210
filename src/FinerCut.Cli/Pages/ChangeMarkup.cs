using FinerCut.Cli.Consoles;
using FinerCut.Cli.Pages.Charts;
using FinerCut.Cli.Reports.Blocks;

namespace FinerCut.Cli.Pages;

/// <summary>Sizes before and after, as a table with a bar in each row.</summary>
internal static class ChangeMarkup
{
    /// <summary>Writes the table.</summary>
    /// <param name="html">The page.</param>
    /// <param name="table">The sizes.</param>
    public static void Write(HtmlWriter html, ChangeTable table)
    {
        TableMarkup.BeginWide(html, table.Caption);
        html.Begin("table", ("class", "changes")).Element("caption", table.Caption).Begin("thead").Begin("tr");
        html.Element("th", "Size", ("scope", "col")).Element("th", "Dense", ("scope", "col"), ("class", "number"));
        html.Element("th", "Pruned", ("scope", "col"), ("class", "number"));
        html.Element("th", "Gone", ("scope", "col"), ("class", "number"));
        html.Element("th", "Left", ("scope", "col"), ("class", "bars")).End().End().Begin("tbody");
        foreach (ChangedSize row in table.Rows)
        {
            WriteRow(html, row);
        }

        html.End().End().End();
    }

    private static void WriteRow(HtmlWriter html, ChangedSize row)
    {
        html.Begin("tr").Element("th", row.Name, ("scope", "row"));
        html.Element("td", row.Format(row.Before), ("class", "number"));
        html.Element("td", row.Format(row.After), ("class", "number"));
        html.Element("td", Quantities.Gone(row.Before, row.After), ("class", "number"));
        html.Begin("td", ("class", "bars"));
        html.Begin("svg", ("class", "bar"), ("role", "img"), ("aria-label", $"{Quantities.Percent(row.Share)} left"));
        html.Begin("rect", ("class", "whole"), ("width", "100%"), ("height", "100%")).End();
        html.Begin("rect", ("class", "left"), ("width", Place.Percent(row.Share)), ("height", "100%")).End();
        html.End().End().End();
    }
}
