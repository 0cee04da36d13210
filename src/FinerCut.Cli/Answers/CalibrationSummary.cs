using FinerCut.Commands.Prune;

namespace FinerCut.Cli.Answers;

/// <summary>What <c>finercut prune --show-calibration</c> prints: of each sample a heading and the text, or the ids
/// where there is no tokenizer.</summary>
/// <param name="view">What the library made.</param>
/// <param name="writer">Standard output.</param>
internal sealed class CalibrationSummary(CalibrationView view, TextWriter writer)
{
    /// <summary>Writes all of it.</summary>
    public void Write()
    {
        CalibrationAnswer answer = CalibrationAnswer.From(view);
        foreach (CalibrationAnswerRow row in answer.Rows)
        {
            writer.WriteLine($"--- sample {row.Number} of {answer.Rows.Count}: {row.Source}, {row.Tokens} tokens");
            writer.WriteLine(row.Text ?? string.Join(' ', row.Ids));
        }
    }
}
