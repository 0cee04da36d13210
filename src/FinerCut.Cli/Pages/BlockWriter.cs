using FinerCut.Cli.Pages.Charts;
using FinerCut.Cli.Reports.Blocks;

namespace FinerCut.Cli.Pages;

/// <summary>Writes the blocks of a report.</summary>
/// <param name="html">The page.</param>
internal sealed class BlockWriter(HtmlWriter html)
{
    private int _pictures;

    /// <summary>Writes a block.</summary>
    /// <param name="block">What to write.</param>
    public void Write(ReportBlock block)
    {
        switch (block)
        {
            case Picture picture:
                WritePicture(picture);
                break;
            case ReportTable table:
                TableMarkup.Write(html, table);
                break;
            case ChangeTable table:
                ChangeMarkup.Write(html, table);
                break;
            case FactList list:
                WriteFacts(list);
                break;
            case TextPairs pairs:
                TextPairMarkup.Write(html, pairs);
                break;
            case Paragraph paragraph:
                html.Element("p", paragraph.Text);
                break;
            default:
                throw new ArgumentException($"No markup for {block.GetType().Name}.", nameof(block));
        }
    }

    private void WritePicture(Picture picture)
    {
        string id = $"picture-{++_pictures}";
        html.Begin("figure").Element("figcaption", picture.Caption);
        switch (picture)
        {
            case LayerPicture layers:
                LayerMarkup.Write(html, layers);
                break;
            case LineChart chart:
                new LineChartMarkup(html, chart, id).Write();
                break;
            case HeatMap map:
                HeatMapMarkup.Write(html, map);
                break;
            default:
                throw new ArgumentException($"No markup for {picture.GetType().Name}.", nameof(picture));
        }

        string caption = picture.Table.Caption;
        html.Begin("details").Element("summary", $"Table: {char.ToLowerInvariant(caption[0])}{caption[1..]}");
        TableMarkup.Write(html, picture.Table);
        html.End().End();
    }

    private void WriteFacts(FactList list)
    {
        html.Begin("dl", ("class", "facts"));
        foreach (Fact fact in list.Facts)
        {
            html.Begin("div").Element("dt", fact.Name).Element("dd", fact.Value).End();
        }

        html.End();
    }
}
