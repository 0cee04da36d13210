using FinerCut.Cli.Reports.Blocks;

namespace FinerCut.Cli.Pages;

/// <summary>Texts of two models, side by side.</summary>
internal static class TextPairMarkup
{
    /// <summary>Writes the texts.</summary>
    /// <param name="html">The page.</param>
    /// <param name="pairs">The texts.</param>
    public static void Write(HtmlWriter html, TextPairs pairs)
    {
        foreach (TextPair pair in pairs.Pairs)
        {
            html.Begin("div", ("class", "texts"));
            html.Element("blockquote", pair.Prompt, ("class", "prompt"), ("lang", ""), ("dir", "auto"));
            WriteText(html, pairs.First, pair.First);
            WriteText(html, pairs.Second, pair.Second);
            html.End();
        }
    }

    private static void WriteText(HtmlWriter html, string name, string text)
    {
        html.Begin("div").Element("h3", name);
        string shown = text.Trim('\r', '\n');
        html.Element("p", shown.Length == 0 ? "(nothing)" : shown, ("class", "text"), ("lang", ""), ("dir", "auto"));
        html.End();
    }
}
