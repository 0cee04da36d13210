using System.Globalization;
using FinerCut.Cli.Consoles;
using FinerCut.Reports;

namespace FinerCut.Cli.Answers;

/// <summary>What <c>finercut inspect</c> prints for people.</summary>
/// <param name="report">What was found.</param>
/// <param name="writer">Standard output.</param>
/// <param name="terminal">What stands behind it.</param>
internal sealed class InspectSummary(ModelReport report, TextWriter writer, Terminal terminal)
{
    private readonly AnswerLines _lines = new(writer, terminal);

    /// <summary>Whether to list every sublayer instead of the kinds.</summary>
    public bool HasTable { get; init; }

    /// <summary>Writes all of it.</summary>
    public void Write()
    {
        WriteModel();
        WriteSublayers();
        if (report.Plan is { } plan)
        {
            _lines.Gap();
            new PlanOriginText(plan, _lines).Write();
        }

        if (report.Explanation is { } explanation)
        {
            new ExplanationText(explanation, _lines).Write();
        }

        WriteList("Not understood, and left alone", report.NotUnderstood);
        WriteList("In the way of pruning", [.. Notes("obstacle"), .. Notes("search")]);
        WriteList("To know", [.. Notes("note")]);
    }

    private static string Plain(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "?";

    private void WriteModel()
    {
        _lines.Title(report.Model);
        string sizes = $"hidden size {Plain(report.HiddenSize)}, vocabulary {Plain(report.VocabularySize)}";
        _lines.Fact("Decoder", $"{report.Architecture}, {report.Layers} layers, {sizes}");
        _lines.Fact("Exported by", $"{report.Producer}; {string.Join(", ", report.Opsets)}");
        if (report.Plan is { } plan)
        {
            string distance = PlanText.Distance(plan) is { } text
                ? $"; distance {text}{PlanText.BeforeHealing(plan)}"
                : "";
            _lines.Fact("Pruned", $"{plan.Removed.Count} of {plan.Source.Sublayers.Count} sublayers gone{distance}");
        }

        _lines.Gap();
    }

    private void WriteSublayers()
    {
        string[] removed = [.. report.Plan?.Removed.Select(removal => removal.Sublayer) ?? []];
        new LayerMap(report.Sublayers.Select(sublayer => sublayer.Name), removed, terminal)
        {
            Gone = report.Sublayers.Where(sublayer => sublayer.Status == "removed").Select(sublayer => sublayer.Name),
        }.Write(_lines);
        SublayerTable table = new(report, terminal);
        (HasTable ? (Action<TextWriter>)table.WriteSublayers : table.WriteKinds)(writer);
    }

    private IEnumerable<string> Notes(string kind) => report.Notes.Where(note => note.Kind == kind)
        .Select(note => note.Code is { } code ? $"{code}: {note.Text}" : note.Text);

    private void WriteList(string title, IReadOnlyList<string> texts)
    {
        if (texts.Count == 0)
        {
            return;
        }

        _lines.Gap();
        _lines.Title(title);
        foreach (string text in texts)
        {
            _lines.Line($"  {text}");
        }
    }
}
