using System.Globalization;
using FinerCut.Cli.Consoles;
using FinerCut.Commands.Gate;

namespace FinerCut.Cli.Answers;

/// <summary>The closing summary of <c>finercut gate</c>.</summary>
/// <param name="result">What was done.</param>
/// <param name="writer">Standard output.</param>
/// <param name="terminal">What stands behind it.</param>
internal sealed class GateSummary(GateResult result, TextWriter writer, Terminal terminal)
{
    private readonly AnswerLines _lines = new(writer, terminal);

    /// <summary>Writes all of it.</summary>
    public void Write()
    {
        string architecture = result.Architecture == "unknown" ? "model" : $"{result.Architecture} model";
        _lines.Title($"Added gates to {result.Sublayers.Count} sublayers of a {architecture}");
        _lines.Gap();
        _lines.Fact("Written to", result.Output);
        _lines.Fact("On disk", Quantities.Bytes(result.Bytes));
        _lines.Fact("Verified", string.Create(
            CultureInfo.InvariantCulture,
            $"from disk, largest logit difference {result.Verification.LargestDifference:0.0e+0} (allowed "
                + $"{result.Verification.Tolerance:0.0e+0})"));
        _lines.Fact("Input", string.Create(
            CultureInfo.InvariantCulture, $"{result.Input}, float32 [{result.Sublayers.Count}]"));
        _lines.LongFact("Order", string.Join(", ", result.Sublayers));
        _lines.Gap();
        _lines.Title("Next");
        _lines.Paragraph("Feed ones for the model as it was, and 0 at the place of a sublayer to remove it. Then "
            + "remove for good what you can do without:");
        _lines.Command($"finercut prune \"{result.Source}\" --remove LIST");
    }
}
