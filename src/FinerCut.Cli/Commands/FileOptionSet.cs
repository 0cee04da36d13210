using System.CommandLine;
using FinerCut.Cli.Pages;
using FinerCut.Cli.Reports;
using FinerCut.Folders;
using static FinerCut.Cli.Commands.OptionBuilder;

namespace FinerCut.Cli.Commands;

/// <summary>The options of a command for answers in files of their own: <c>--html</c> and <c>--csv</c>.</summary>
/// <param name="rows">What a row of the table is for.</param>
/// <param name="force">Whether such a file may be replaced.</param>
/// <param name="isReported">Whether the command makes a report.</param>
internal sealed class FileOptionSet(string rows, Option<bool> force, bool isReported)
{
    private readonly Option<string?> _html = Value(
        "--html", "FILE", "Write a report too: one page for a browser, without requests and scripts");

    private readonly Option<string?> _csv = Value("--csv", "FILE", $"Write a table too: {rows}");

    /// <summary>The options, without that of force.</summary>
    public IReadOnlyList<Option> Options => isReported ? [_html, _csv] : [_csv];

    /// <summary>An option for commands that replace nothing else.</summary>
    /// <param name="files">What is replaced.</param>
    public static Option<bool> Force(string files) => Flag("--force", $"Replace {files} if it is there", "-f");

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        foreach (Option option in Options)
        {
            command.Add(option);
        }
    }

    /// <summary>Whether a table is asked for.</summary>
    /// <param name="parsed">The command line.</param>
    public bool HasTable(ParseResult parsed) => parsed.GetValue(_csv) is not null;

    /// <summary>Whether a file is asked for.</summary>
    /// <param name="parsed">The command line.</param>
    public bool AreAsked(ParseResult parsed) => HasTable(parsed) || HasReport(parsed);

    /// <summary>Checks, before a long run, whether the files may be written.</summary>
    /// <param name="parsed">The command line.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC7103, FC7301 to FC7304: one may not.</exception>
    public void CheckTargets(ParseResult parsed)
    {
        CsvFile.CheckTarget(parsed.GetValue(_csv), parsed.GetValue(force));
        if (isReported)
        {
            HtmlFile.CheckTarget(parsed.GetValue(_html), parsed.GetValue(force));
        }
    }

    /// <summary>Writes the table, where one is asked for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="list">Lists the rows, the names of the columns first.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">It cannot be written.</exception>
    public void WriteTable(ParseResult parsed, Func<IReadOnlyList<IReadOnlyList<string>>> list)
    {
        if (parsed.GetValue(_csv) is { } csv)
        {
            CsvFile.Write(csv, list(), parsed.GetValue(force));
        }
    }

    /// <summary>Writes the report, where one is asked for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="make">Makes the report.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">It cannot be written.</exception>
    public void WriteReport(ParseResult parsed, Func<Report> make)
    {
        if (HasReport(parsed))
        {
            HtmlFile.Write(
                parsed.GetValue(_html)!, new ReportPage(make(), Product.Version).Write(), parsed.GetValue(force));
        }
    }

    private bool HasReport(ParseResult parsed) => isReported && parsed.GetValue(_html) is not null;
}
