using System.Globalization;
using FinerCut.Cli.Reports.Blocks;

namespace FinerCut.Cli.Pages;

/// <summary>A heat map, as a table for each kind of sublayer.</summary>
internal static class HeatMapMarkup
{
    // With more layers cells get small, and only every fifth number has room.
    private const int MostWideLayers = 32;
    private const int Group = 5;

    /// <summary>Writes the picture.</summary>
    /// <param name="html">The page.</param>
    /// <param name="map">The numbers.</param>
    public static void Write(HtmlWriter html, HeatMap map)
    {
        html.Begin("div", ("class", "told"));
        foreach (HeatGrid grid in map.Grids)
        {
            WriteGrid(html, grid);
        }

        html.Element("p", "Hover over a cell, or move to a winner with the Tab key.", ("class", "hint"));
        html.End();
        WriteKey(html, map);
    }

    private static void WriteGrid(HtmlWriter html, HeatGrid grid)
    {
        TableMarkup.BeginWide(html, $"Distances by step and layer: {grid.Name}");
        bool isWide = grid.Layers.Count <= MostWideLayers;
        html.Begin("table", ("class", isWide ? "heat" : "heat small"));
        html.Element("caption", grid.Name).Begin("thead").Begin("tr").Element("th", "Step", ("scope", "col"));
        foreach (int[] layers in grid.Layers.Chunk(isWide ? 1 : Group))
        {
            html.Element(
                "th",
                Number(layers[0]),
                ("scope", isWide ? "col" : "colgroup"),
                ("colspan", isWide ? null : Number(layers.Length)));
        }

        html.End().End().Begin("tbody");
        foreach (HeatRow row in grid.Rows)
        {
            html.Begin("tr").Element("th", Number(row.Step), ("scope", "row"));
            foreach (HeatCell? cell in row.Cells)
            {
                WriteCell(html, cell);
            }

            html.End();
        }

        html.End().End().End();
    }

    private static void WriteCell(HtmlWriter html, HeatCell? cell)
    {
        if (cell is null)
        {
            html.Element("td", "");
            return;
        }

        html.Begin("td").Element(
            "span",
            cell.IsWinner ? "●" : "",
            ("class", cell.IsWinner ? "shade winner" : $"shade s{Number(cell.Shade)}{(cell.IsBound ? " bound" : "")}"),
            ("role", "img"),
            ("aria-label", cell.Description),
            ("data-tip", cell.Description),
            ("tabindex", cell.IsWinner ? "0" : null));
        html.End();
    }

    private static void WriteKey(HtmlWriter html, HeatMap map)
    {
        html.Begin("p", ("class", "key")).Element("span", map.Least);
        html.Begin("span", ("class", "shades"), ("aria-hidden", "true"));
        for (int shade = 0; shade < HeatMap.Shades; shade++)
        {
            html.Element("span", "", ("class", $"shade s{Number(shade)}"));
        }

        html.End().Element("span", map.Most);
        html.Element("span", "●", ("class", "shade winner"), ("aria-hidden", "true")).Element("span", "removed");
        if (map.HasBounds)
        {
            html.Element("span", "", ("class", "shade bound s4"), ("aria-hidden", "true"));
            html.Element("span", "or more");
        }

        html.End();
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
