using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FinerCut.Cli.Reports;
using FinerCut.Cli.Reports.Blocks;

namespace FinerCut.Cli.Pages;

/// <summary>Writes a report as one page of HTML that needs nothing else: no request, no script, no font.</summary>
/// <param name="report">What to tell.</param>
/// <param name="version">The version of the tool.</param>
internal sealed class ReportPage(Report report, string version)
{
    private const string StyleName = "report.css";

    private readonly HtmlWriter _html = new();
    private readonly ReportSection[] _sections = [.. report.Sections.Where(section => section.Blocks.Count > 0)];

    /// <summary>Writes the page.</summary>
    /// <returns>HTML, to be stored as UTF-8.</returns>
    public string Write()
    {
        _html.Raw("<!DOCTYPE html>").Begin("html", ("lang", "en"));
        WriteHead();
        _html.Begin("body").Element("a", "Skip to the report", ("class", "skip"), ("href", "#report"));
        WriteBanner();
        _html.Begin("main", ("id", "report"), ("tabindex", "-1"));
        WriteHeadlines();
        WriteWarnings();
        BlockWriter blocks = new(_html);
        foreach (ReportSection section in _sections)
        {
            string heading = $"{section.Id}-heading";
            _html.Begin("section", ("id", section.Id), ("aria-labelledby", heading));
            _html.Element("h2", section.Heading, ("id", heading));
            foreach (ReportBlock block in section.Blocks)
            {
                blocks.Write(block);
            }

            _html.End();
        }

        return _html.End().End().End().ToString();
    }

    private static string ReadStyle()
    {
        using Stream stream = typeof(ReportPage).Assembly.GetManifestResourceStream(StyleName)!;
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private void WriteHead()
    {
        string style = $"\n{ReadStyle()}";
        string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        _html.Begin("head").Void("meta", ("charset", "utf-8"));
        _html.Void(
            "meta",
            ("http-equiv", "Content-Security-Policy"),
            ("content", $"default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'"));
        _html.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        _html.Void("meta", ("name", "color-scheme"), ("content", "light dark"));
        _html.Void("meta", ("name", "generator"), ("content", $"finercut {version}"));
        _html.Element("title", $"{report.Subject}: {report.Outcome}");
        _html.Begin("style").Raw(style).End().End();
    }

    private void WriteBanner()
    {
        _html.Begin("header");
        _html.Begin("div", ("class", "banner"));
        _html.Begin("p", ("class", "origin")).Text($"finercut {report.Command}").End();
        WriteThemes();
        _html.End();
        _html.Element("h1", report.Subject);
        _html.Element("p", report.Outcome, ("class", "outcome"));
        _html.Begin("p", ("class", "made"));
        _html.Element("time", Date("yyyy-MM-dd HH:mm"), ("datetime", Date("yyyy-MM-ddTHH:mm:ssZ")));
        _html.Text($" UTC, finercut {version}").End();
        _html.Begin("nav", ("aria-label", "Sections")).Begin("ul");
        foreach (ReportSection section in _sections)
        {
            _html.Begin("li").Element("a", section.Heading, ("href", $"#{section.Id}")).End();
        }

        _html.End().End().End();
    }

    /// <summary>Buttons that the style sheet reads, so that no script is needed.</summary>
    private void WriteThemes()
    {
        _html.Begin("fieldset", ("class", "themes")).Element("legend", "Theme");
        foreach (string theme in new[] { "Auto", "Light", "Dark" })
        {
            string id = $"theme-{theme.ToLowerInvariant()}";
            _html.Void(
                "input",
                ("type", "radio"),
                ("name", "theme"),
                ("id", id),
                ("autocomplete", "off"),
                ("checked", theme == "Auto" ? "" : null));
            _html.Element("label", theme, ("for", id));
        }

        _html.End();
    }

    private void WriteHeadlines()
    {
        if (report.Headlines.Count == 0)
        {
            return;
        }

        _html.Element("h2", "Main figures", ("class", "unseen")).Begin("dl", ("class", "headlines"));
        foreach (Headline headline in report.Headlines)
        {
            _html.Begin("div").Element("dt", headline.Name).Element("dd", headline.Value, ("class", "figure"));
            if (headline.Note is { } note)
            {
                _html.Element("dd", note);
            }

            _html.End();
        }

        _html.End();
    }

    private void WriteWarnings()
    {
        foreach (string warning in report.Warnings)
        {
            _html.Begin("p", ("class", "warning"), ("role", "note"));
            _html.Element("strong", "Warning").Text($" {warning}").End();
        }
    }

    private string Date(string format) =>
        report.Time.UtcDateTime.ToString(format, CultureInfo.InvariantCulture);
}
