using System.Globalization;
using FinerCut.Cli.Consoles;
using FinerCut.Gating;

namespace FinerCut.Cli.Answers;

/// <summary>The closing summary of <c>finercut gate</c>.</summary>
/// <param name="result">What was done.</param>
/// <param name="writer">Standard output.</param>
/// <param name="terminal">What stands behind it.</param>
internal sealed class GateSummary(GateResult result, TextWriter writer, Terminal terminal)
{
    private const int Width = 80;
    private const int NameWidth = 12;

    private readonly Ink _ink = new(terminal);

    /// <summary>Writes all of it.</summary>
    public void Write()
    {
        string architecture = result.Architecture == "unknown" ? "model" : $"{result.Architecture} model";
        writer.WriteLine(_ink.Bold($"Added gates to {result.Sublayers.Count} sublayers of a {architecture}"));
        writer.WriteLine();
        Fact("Written to", result.Output);
        Fact("On disk", Quantities.Bytes(result.Bytes));
        Fact("Verified", string.Create(
            CultureInfo.InvariantCulture,
            $"from disk, largest logit difference {result.Verification.LargestDifference:0.0e+0} (allowed {result.Verification.Tolerance:0.0e+0})"));
        Fact("Input", string.Create(CultureInfo.InvariantCulture, $"{result.Input}, float32 [{result.Sublayers.Count}]"));
        WriteOrder();
        writer.WriteLine();
        writer.WriteLine(_ink.Bold("Next"));
        writer.WriteLine("  Feed ones for the model as it was, and 0 at the place of a sublayer to remove");
        writer.WriteLine("  it. Then remove for good what you can do without:");
        writer.WriteLine($"  finercut prune \"{result.Source}\" --remove LIST");
    }

    /// <summary>The names, as many in a line as it holds.</summary>
    private void WriteOrder()
    {
        string line = "";
        string name = "Order";
        foreach (string word in result.Sublayers.Select((sublayer, index) => index < result.Sublayers.Count - 1 ? sublayer + "," : sublayer))
        {
            if (NameWidth + line.Length + 1 + word.Length > Width)
            {
                Fact(name, line);
                (name, line) = ("", "");
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        Fact(name, line);
    }

    private void Fact(string name, string text) => writer.WriteLine($"{name,-NameWidth}{text}");
}
