using FinerCut.ChatTemplates.Values;

namespace FinerCut.ChatTemplates.Evaluation;

/// <summary>What one run of a template may cost.</summary>
internal sealed class EvaluationLimit
{
    private const long MostWork = 10_000_000;

    private const int DeepestNesting = 400;

    private const int CharactersPerUnit = 16;

    private long _work;
    private int _depth;

    /// <summary>The line that is at work.</summary>
    internal long Line { get; set; }

    internal void Spend(long work)
    {
        _work += work;
        if (_work > MostWork)
        {
            throw TemplateException.Limit("more work than any chat needs, such as a loop that does not end");
        }
    }

    /// <summary>Counts what was made.</summary>
    internal object? Made(object? value)
    {
        int size = value switch
        {
            string text => text.Length / CharactersPerUnit,
            TemplateSequence sequence => sequence.Items.Count,
            _ => 0,
        };
        Spend(1 + (long)size);
        return value;
    }

    internal void Enter(long line)
    {
        Line = line;
        if (++_depth > DeepestNesting)
        {
            throw TemplateException.Limit(
                $"more than {DeepestNesting} levels of nesting, such as a macro that calls itself");
        }
    }

    internal void Leave() => _depth--;
}
