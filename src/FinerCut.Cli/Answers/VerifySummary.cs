using FinerCut.Cli.Consoles;
using FinerCut.Commands.Verify;
using FinerCut.Verification;

namespace FinerCut.Cli.Answers;

/// <summary>The table of <c>finercut verify</c>.</summary>
/// <param name="result">What was found.</param>
/// <param name="writer">Standard output.</param>
/// <param name="terminal">What stands behind it.</param>
internal sealed class VerifySummary(VerifyResult result, TextWriter writer, Terminal terminal)
{
    private const int NameWidth = 8;
    private const int ResultWidth = 9;

    private readonly AnswerLines _lines = new(writer, terminal);

    /// <summary>Writes all of it.</summary>
    public void Write()
    {
        _lines.Fact("Pruned", result.Model, NameWidth);
        _lines.Fact("Dense", result.Against, NameWidth);
        _lines.Fact("Removed", result.Removed.Count == 0 ? "nothing" : string.Join(", ", result.Removed), NameWidth);
        _lines.Gap();
        int width = result.Findings.Max(finding => finding.Check.Length) + 2;
        foreach (Finding finding in result.Findings)
        {
            string word = finding.Result.ToString().ToLowerInvariant().PadRight(ResultWidth);
            string shown = finding.Result == FindingResult.Differs ? _lines.Ink.Red(word) : word;
            _lines.Fact($"{finding.Check.PadRight(width)}{shown}", finding.Detail, width + ResultWidth);
        }

        _lines.Gap();
        string same = result.Removed.Count == 0
            ? "Both do the same."
            : "The pruned folder does what the dense model does without these sublayers.";
        int differing = result.Findings.Count(finding => finding.Result == FindingResult.Differs);
        _lines.Title(differing == 0 ? same
            : differing == 1 ? "1 check found a difference." : $"{differing} checks found a difference.");
    }
}
