using FinerCut.Cli.Consoles;
using FinerCut.Reports;

namespace FinerCut.Cli.Answers;

/// <summary>What <c>finercut inspect --explain</c> prints below the table.</summary>
/// <param name="explanation">What was recognised and what was rejected.</param>
/// <param name="lines">Standard output.</param>
internal sealed class ExplanationText(ModelExplanation explanation, AnswerLines lines)
{
    private const int Indent = 11;
    private const int ExamplesShown = 3;

    /// <summary>Writes all of it.</summary>
    public void Write()
    {
        Title("How it was recognised");
        Line("stream", $"from {explanation.StreamStart} to {explanation.StreamEnd}");
        foreach (SublayerExplanation sublayer in explanation.Sublayers)
        {
            WriteSublayer(sublayer);
        }

        if (explanation.Rejected.Count > 0)
        {
            WriteRejected();
        }
    }

    private void WriteSublayer(SublayerExplanation sublayer)
    {
        string caches = sublayer.Caches.Count > 0 ? $"; {string.Join(", ", sublayer.Caches)}" : "";
        Line(
            sublayer.Name,
            $"{sublayer.Evidence}; {sublayer.Nodes} nodes, {sublayer.Initializers} initializers{caches}");
        Line("", $"{string.Join(", ", sublayer.Residual)}");
        Line("", $"adds {string.Join(", ", sublayer.Branches)}");
        Line("", $"to {sublayer.Stream}");
        if (sublayer.Refusal is { } refusal)
        {
            Line("", $"cannot go: {refusal}");
        }
    }

    private void WriteRejected()
    {
        Title("Additions that are no residual");
        foreach (IGrouping<string, AdditionReport> group in explanation.Rejected.GroupBy(addition => addition.Reason))
        {
            Line($"{group.Count(),6}", group.Key);
            string more = group.Count() > ExamplesShown ? $" and {group.Count() - ExamplesShown} more" : "";
            Line("", $"{string.Join(", ", group.Take(ExamplesShown).Select(addition => addition.Node))}{more}");
        }
    }

    private void Title(string text)
    {
        lines.Gap();
        lines.Title(text);
    }

    private void Line(string name, string text) => lines.Fact(name, text, Indent);
}
