using FinerCut.Cli.Consoles;
using FinerCut.Commands.Eval;
using FinerCut.Evaluation;
using FinerCut.Onnx;
using FinerCut.Tasks;

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
        _lines.Fact("Model", result.Model.Name, NameWidth);
        if (result.Dense is { } dense)
        {
            _lines.Fact("Dense", dense.Name, NameWidth);
        }

        if (result.Model.Texts.Count > 0)
        {
            _lines.Fact("Protocol", ProtocolText.Of(result.Settings), NameWidth);
        }

        foreach (TextScore text in result.Model.Texts)
        {
            _lines.Fact("Text", Describe(text), NameWidth);
        }

        foreach (TaskScore task in result.Model.Tasks)
        {
            _lines.Fact("Task", Describe(task), NameWidth);
        }

        Write(result.Model);
        if (result.Dense is { } other)
        {
            _lines.Gap();
            _lines.Fact("Dense", other.Name, NameWidth);
            Write(other);
        }

        foreach (ModelScores plan in result.Plans)
        {
            _lines.Gap();
            _lines.Fact("Plan", plan.Name, NameWidth);
            _lines.Fact("Removed", string.Join(", ", plan.Removed), NameWidth);
            Write(plan);
        }
    }

    private void Write(ModelScores scores)
    {
        _lines.Gap();
        EvalTable.Write(EvalMetric.Of(scores), writer, terminal);
        foreach (TextScore text in scores.Texts.Where(text => text.Comparison is not null))
        {
            _lines.Gap();
            _lines.Title(text.Name);
            _lines.Gap();
            new ComparisonTable(text.Comparison!, terminal).Write(writer);
        }

        if (scores.Generation is { } generation)
        {
            _lines.Gap();
            new GenerationTable(generation, terminal).Write(writer);
        }
    }

    private static string Describe(TaskScore task)
    {
        string items = task.Items == task.AllItems
            ? Text($"{task.Items:#,0} items") : Text($"{task.Items:#,0} of {task.AllItems:#,0} items");
        return $"{task.Name}, {items}";
    }

    private static string Describe(TextScore text)
    {
        string windows = text.Windows == text.AllWindows
            ? Text($"{text.Windows:#,0} windows") : Text($"{text.Windows:#,0} of {text.AllWindows:#,0} windows");
        return Text($"{text.Name}, {windows}, {text.Predictions:#,0} tokens predicted");
    }

    private static string Text(InvariantText text) => text.ToString();
}
