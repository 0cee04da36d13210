using System.Globalization;
using FinerCut.Cli.Reports.Blocks;

namespace FinerCut.Cli.Pages.Charts;

/// <summary>A chart of lines as SVG that takes its colours and its width from the page.</summary>
internal sealed class LineChartMarkup
{
    private const string Whole = "100%";

    // With more, the words would lie on each other; with more than few, where the page is narrow.
    private const int MostLabels = 15;
    private const int FewLabels = 6;

    // What the style sheet has a colour and this class has a sign for; the next line begins anew.
    private static readonly string[] Signs =
    [
        "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0",
        "M-4 -4H4V4H-4Z",
        "M0 -5L5 4H-5Z",
        "M0 -5.5L5.5 0L0 5.5L-5.5 0Z",
        "M0 5L5 -4H-5Z",
        "M-5 -1.5H-1.5V-5H1.5V-1.5H5V1.5H1.5V5H-1.5V1.5H-5Z",
    ];

    private readonly HtmlWriter _html;
    private readonly LineChart _chart;
    private readonly string _id;
    private readonly Scale _across;
    private readonly Scale _up;

    /// <param name="html">The page.</param>
    /// <param name="chart">The lines.</param>
    /// <param name="id">A word that no other picture of the page has.</param>
    public LineChartMarkup(HtmlWriter html, LineChart chart, string id)
    {
        (_html, _chart, _id) = (html, chart, id);
        ChartPoint[] points = [.. chart.Lines.SelectMany(line => line.Points)];
        _across = Scale.For(chart.Across, [.. points.Select(point => point.Across)]);
        _up = Scale.For(chart.Up, [.. points.SelectMany(ReachOf)]);
    }

    /// <summary>Writes the legend and the drawing.</summary>
    public void Write()
    {
        WriteLegend();
        _html.Begin(
            "svg",
            ("class", "chart"),
            ("role", "group"),
            ("aria-labelledby", $"{_id}-title"),
            ("aria-describedby", $"{_id}-words"));
        _html.Element("title", _chart.Title, ("id", $"{_id}-title"));
        _html.Element("desc", _chart.Caption, ("id", $"{_id}-words"));
        WriteAxes();
        foreach ((int index, ChartLine line) in _chart.Lines.Index())
        {
            WriteLine(line, index % Signs.Length);
        }

        _html.End();
    }

    private static IEnumerable<double> ReachOf(ChartPoint point) =>
        point.Error is { } error ? [point.Up - error, point.Up, point.Up + error] : [point.Up];

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private void WriteLegend()
    {
        if (_chart.Lines.Count < 2)
        {
            return;
        }

        _html.Begin("ul", ("class", "legend"));
        foreach ((int index, ChartLine line) in _chart.Lines.Index())
        {
            int number = index % Signs.Length;
            _html.Begin("li").Begin("svg", ("class", $"sign line{Number(number)}"), ("aria-hidden", "true"));
            _html.Begin("path", ("d", Signs[number]), ("transform", "translate(7 7)")).End().End();
            _html.Element("span", line.Name).End();
        }

        _html.End();
    }

    private void WriteAxes()
    {
        _html.Begin("g", ("class", "axes"), ("aria-hidden", "true"));
        foreach (double tick in _up.Ticks)
        {
            string place = Place.Percent(1 - _up.PlaceOf(tick));
            _html.Begin("line", ("x1", "0"), ("x2", Whole), ("y1", place), ("y2", place)).End();
            _html.Element(
                "text", _chart.Up.Format(tick), ("x", "0"), ("y", place), ("dx", "-10"), ("dy", "4"), ("class", "up"));
        }

        foreach (double tick in _across.Ticks)
        {
            _html.Element(
                "text",
                _chart.Across.Format(tick),
                ("x", Place.Percent(_across.PlaceOf(tick))),
                ("y", Whole),
                ("dy", "20"),
                ("class", "across"));
        }

        _html.Element("text", _chart.Up.Label, ("x", "0"), ("y", "0"), ("dx", "-10"), ("dy", "-16"), ("class", "name"));
        _html.Element(
            "text", _chart.Across.Label, ("x", Whole), ("y", Whole), ("dy", "40"), ("class", "name across-name"));
        _html.End();
    }

    private void WriteLine(ChartLine line, int number)
    {
        int labels = line.Points.Count(point => point.Label is not null);
        string room = labels > FewLabels ? " some" : "";
        _html.Begin("g", ("class", $"line{Number(number)}{room}"));
        foreach ((ChartPoint from, ChartPoint to) in line.Points.Zip(line.Points.Skip(1)))
        {
            _html.Begin(
                "line", ("x1", Across(from)), ("y1", Up(from.Up)), ("x2", Across(to)), ("y2", Up(to.Up))).End();
        }

        foreach (ChartPoint point in line.Points)
        {
            WritePoint(point, number);
            if (point.Label is { } label && labels <= MostLabels && _chart.Lines.Count == 1)
            {
                _html.Element(
                    "text", label, ("class", "label"), ("x", Across(point)), ("y", Up(point.Up)), ("dx", "-8"),
                    ("dy", "-8"), ("aria-hidden", "true"));
            }
        }

        _html.End();
    }

    private void WritePoint(ChartPoint point, int number)
    {
        if (point.Error is { } error)
        {
            string across = Across(point);
            _html.Begin(
                "line",
                ("class", "error"),
                ("x1", across),
                ("x2", across),
                ("y1", Up(point.Up - error)),
                ("y2", Up(point.Up + error))).End();
        }

        _html.Begin(
            "svg",
            ("class", "point"),
            ("x", Across(point)),
            ("y", Up(point.Up)),
            ("role", "img"),
            ("aria-label", point.Description),
            ("tabindex", "0"));
        _html.Begin("circle", ("class", "reach"), ("r", "11")).End();
        _html.Begin("path", ("d", Signs[number])).End().End();
        _html.Element(
            "text", point.Description, ("class", "tip"), ("x", "0"), ("y", Whole), ("dx", "-10"), ("dy", "62"),
            ("aria-hidden", "true"));
    }

    private string Across(ChartPoint point) => Place.Percent(_across.PlaceOf(point.Across));

    private string Up(double number) => Place.Percent(1 - _up.PlaceOf(number));
}
