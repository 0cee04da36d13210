using System.Globalization;
using FinerCut.Cli.Consoles;
using FinerCut.Commands.Bench;
using FinerCut.Latencies;

namespace FinerCut.Cli.Answers;

/// <summary>The tables of <c>finercut bench</c>.</summary>
/// <param name="result">What was measured.</param>
/// <param name="writer">Standard output.</param>
/// <param name="terminal">What stands behind it.</param>
internal sealed class BenchSummary(BenchResult result, TextWriter writer, Terminal terminal)
{
    private readonly AnswerLines _lines = new(writer, terminal);
    private readonly IReadOnlyList<string> _names =
        ModelNames.ListNames([.. result.Models.Select(model => model.Model)]);

    private readonly string _plusMinus = terminal.HasUnicode ? "±" : "+-";

    /// <summary>Writes all of it.</summary>
    public void Write()
    {
        _lines.Title(result.Repetitions == 1
            ? "Tokens per second, measured once"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"Tokens per second: mean and standard deviation of {result.Repetitions} repetitions"));
        _lines.Gap();
        WriteSpeeds();
        _lines.Gap();
        WriteSizes();
        _lines.Gap();
        string warmUps = result.WarmUp switch
        {
            0 => "without a warm-up",
            1 => "after 1 warm-up",
            _ => string.Create(CultureInfo.InvariantCulture, $"after {result.WarmUp} warm-ups"),
        };
        string threads = result.Threads == 1 ? "1 thread" : string.Create(
            CultureInfo.InvariantCulture, $"{result.Threads} threads");
        _lines.Fact("Ran on", $"{result.Provider}, {threads}, {warmUps}");
        _lines.Fact(
            "Peak memory",
            Quantities.Bytes(result.PeakMemoryBytes) + (result.Models.Count == 1 ? "" : " with all models open"));
        WriteNotes();
    }

    private void WriteSpeeds()
    {
        bool isComparing = result.Models.Count > 1;
        string[] headers = ["Test", "Model", ">t/s", ">Ratio"];
        int columns = isComparing ? headers.Length : headers.Length - 1;
        AnswerTable table = new(terminal, headers.AsSpan(0, columns));
        for (int test = 0; test < result.Models[0].Measurements.Count; test++)
        {
            foreach ((int index, BenchedModel model) in result.Models.Index())
            {
                BenchMeasurement measurement = model.Measurements[test];
                string[] cells =
                [
                    NameOf(measurement),
                    _names[index],
                    Show(measurement.TokensPerSecond, ""),
                    measurement.Ratio is { } ratio ? Show(ratio, "x") : "-",
                ];
                table.Add(cells.AsSpan(0, columns));
            }
        }

        table.Write(writer);
    }

    private void WriteSizes()
    {
        AnswerTable table = new(terminal, "Model", ">Size", ">Parameters", ">Cache/token", ">Memory");
        foreach ((int index, BenchedModel model) in result.Models.Index())
        {
            table.Add(
                _names[index],
                Quantities.Bytes(model.FileBytes),
                Quantities.Count(model.Parameters),
                model.CacheBytesPerToken > 0 ? Quantities.Bytes(model.CacheBytesPerToken) : "-",
                model.MemoryBytes is { } bytes ? Quantities.Bytes(bytes) : "-");
        }

        table.Write(writer);
    }

    private void WriteNotes()
    {
        WriteNote(
            ReadingMode.WholeText,
            "no cache: the model has no caches, so each call reads the whole text again.");
        if (result.Models.SelectMany(model => model.Measurements).Any(IsPromptByToken))
        {
            _lines.Line("by token: every call of the graph has one token, so the prompt took a call for each.");
        }

        if (result.Models.Any(model => model.Batch > 1))
        {
            _lines.Line("Calls of several sequences count the tokens of all of them.");
        }
    }

    private void WriteNote(ReadingMode mode, string text)
    {
        if (result.Models.SelectMany(model => model.Measurements).Any(measurement => measurement.Reading == mode))
        {
            _lines.Line(text);
        }
    }

    private static bool IsPromptByToken(BenchMeasurement measurement) =>
        measurement is { Test.PromptTokens: > 0, Reading: ReadingMode.TokenByToken };

    private static string NameOf(BenchMeasurement measurement) => measurement switch
    {
        { Reading: ReadingMode.WholeText } => $"{measurement.Test.Name}, no cache",
        _ when IsPromptByToken(measurement) => $"{measurement.Test.Name}, by token",
        _ => measurement.Test.Name,
    };

    private string Show(Spread spread, string unit)
    {
        // As many decimals for both as leave the mean about four digits.
        string format = spread.Mean switch
        {
            >= 999.95 => "F0",
            >= 99.995 => "F1",
            _ => "F2",
        };
        string mean = spread.Mean.ToString(format, CultureInfo.InvariantCulture) + unit;
        return spread.Deviation is { } deviation
            ? $"{mean} {_plusMinus} {deviation.ToString(format, CultureInfo.InvariantCulture)}"
            : mean;
    }
}
