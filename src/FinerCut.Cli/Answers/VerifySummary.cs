using FinerCut.Cli.Consoles;
using FinerCut.Verification;

namespace FinerCut.Cli.Answers;

/// <summary>The table of <c>finercut verify</c>.</summary>
/// <param name="result">What was found.</param>
/// <param name="writer">Standard output.</param>
/// <param name="terminal">What stands behind it.</param>
internal sealed class VerifySummary(VerifyResult result, TextWriter writer, Terminal terminal)
{
    private readonly Ink _ink = new(terminal);

    /// <summary>Writes all of it.</summary>
    public void Write()
    {
        writer.WriteLine($"Pruned  {result.Model}");
        writer.WriteLine($"Dense   {result.Against}");
        writer.WriteLine($"Removed {(result.Removed.Count == 0 ? "nothing" : string.Join(", ", result.Removed))}");
        writer.WriteLine();
        int width = result.Findings.Max(finding => finding.Check.Length) + 2;
        foreach (Finding finding in result.Findings)
        {
            string word = finding.Result.ToString().ToLowerInvariant().PadRight(9);
            writer.WriteLine($"{finding.Check.PadRight(width)}{(finding.Result == FindingResult.Differs ? _ink.Red(word) : word)}{finding.Detail}");
        }

        writer.WriteLine();
        string same = result.Removed.Count == 0 ? "Both do the same." : "The pruned folder does what the dense model does without these sublayers.";
        int differing = result.Findings.Count(finding => finding.Result == FindingResult.Differs);
        writer.WriteLine(_ink.Bold(differing == 0 ? same
            : differing == 1 ? "1 check found a difference." : $"{differing} checks found a difference."));
    }
}
