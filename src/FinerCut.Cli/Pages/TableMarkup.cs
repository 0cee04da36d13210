using FinerCut.Cli.Reports.Blocks;

namespace FinerCut.Cli.Pages;

/// <summary>Tables, which scroll sideways in a room of their own where the page is narrow.</summary>
internal static class TableMarkup
{
    private const char NumberSign = '>';

    /// <summary>Writes a table.</summary>
    /// <param name="html">The page.</param>
    /// <param name="table">The table.</param>
    public static void Write(HtmlWriter html, ReportTable table)
    {
        BeginWide(html, table.Caption);
        html.Begin("table").Element("caption", table.Caption).Begin("thead").Begin("tr");
        foreach (string column in table.Columns)
        {
            html.Element("th", column.TrimStart(NumberSign), ("scope", "col"), ("class", ClassOf(column)));
        }

        html.End().End().Begin("tbody");
        foreach (IReadOnlyList<string> row in table.Rows)
        {
            html.Begin("tr").Element("th", row[0], ("scope", "row"), ("class", ClassOf(table.Columns[0])));
            for (int i = 1; i < row.Count; i++)
            {
                html.Element("td", row[i], ("class", ClassOf(table.Columns[i])));
            }

            html.End();
        }

        html.End().End().End();
    }

    /// <summary>Begins an element whose content may be wider than the page.</summary>
    /// <param name="html">The page.</param>
    /// <param name="name">What the content is.</param>
    public static void BeginWide(HtmlWriter html, string name) =>
        html.Begin("div", ("class", "wide"), ("role", "region"), ("aria-label", name), ("tabindex", "0"));

    private static string? ClassOf(string column) => column.StartsWith(NumberSign) ? "number" : null;
}
