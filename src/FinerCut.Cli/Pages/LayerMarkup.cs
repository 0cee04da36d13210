using System.Globalization;
using FinerCut.Cli.Reports.Blocks;

namespace FinerCut.Cli.Pages;

/// <summary>A model at a glance, as a list of layers that goes on below where the page is narrow.</summary>
internal static class LayerMarkup
{
    /// <summary>Writes the picture.</summary>
    /// <param name="html">The page.</param>
    /// <param name="picture">The model.</param>
    public static void Write(HtmlWriter html, LayerPicture picture)
    {
        html.Begin("div", ("class", "told"));
        html.Begin("div", ("class", "layers"));
        html.Begin("div", ("class", "kinds"), ("aria-hidden", "true")).Element("span", "Layer");
        foreach (string kind in picture.Kinds)
        {
            html.Element("span", kind);
        }

        html.End().Begin("ol", ("aria-label", picture.Title));
        foreach (PicturedLayer layer in picture.Layers)
        {
            html.Begin("li").Element("span", layer.Number.ToString(CultureInfo.InvariantCulture), ("class", "layer"));
            foreach (PicturedSublayer? sublayer in layer.Cells)
            {
                WriteCell(html, sublayer);
            }

            html.End();
        }

        html.End().End();
        html.Element("p", "Hover over a cell, or move to a removed one with the Tab key.", ("class", "hint"));
        html.End();
    }

    private static void WriteCell(HtmlWriter html, PicturedSublayer? sublayer)
    {
        if (sublayer is null)
        {
            html.Element("span", "", ("class", "cell none"));
            return;
        }

        html.Element(
            "span",
            sublayer.Sign ?? "",
            ("class", sublayer.Sign is null ? "cell kept" : "cell removed"),
            ("role", "img"),
            ("aria-label", sublayer.Description),
            ("data-tip", sublayer.Description),
            ("tabindex", sublayer.Sign is null ? null : "0"));
    }
}
