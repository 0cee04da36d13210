using System.Globalization;
using FinerCut.Cli.Consoles;
using FinerCut.Commands.Eval;
using FinerCut.Evaluation;

namespace FinerCut.Cli.Answers;

/// <summary>What <c>finercut eval</c> prints for people.</summary>
/// <param name="result">What was measured.</param>
/// <param name="writer">Standard output.</param>
/// <param name="terminal">What stands behind it.</param>
internal sealed class EvalSummary(EvalResult result, TextWriter writer, Terminal terminal)
{
    private const int NameWidth = 10;

    private readonly AnswerLines _lines = new(writer, terminal);

    /// <summary>Writes all of it.</summary>
    public void Write()
    {
        _lines.Fact("Model", result.Model, NameWidth);
        if (result.Texts.Count > 0)
        {
            _lines.Fact("Protocol", ProtocolText.Of(result.Settings), NameWidth);
        }

        foreach (TextScore text in result.Texts)
        {
            _lines.Fact("Text", Describe(text), NameWidth);
        }

        _lines.Gap();
        EvalTable.Write(EvalMetric.Of(result), writer, terminal);
    }

    private static string Describe(TextScore text)
    {
        string windows = text.Windows == text.AllWindows
            ? Text($"{text.Windows:#,0} windows") : Text($"{text.Windows:#,0} of {text.AllWindows:#,0} windows");
        return Text($"{text.Name}, {windows}, {text.Predictions:#,0} tokens predicted");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
