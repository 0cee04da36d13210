using FinerCut.Tasks;

namespace FinerCut.Commands.Eval;

/// <summary>What a run has to do, its files found and read.</summary>
/// <param name="Options">What was asked for, globs replaced by files.</param>
/// <param name="Tasks">The tasks.</param>
internal sealed record EvalWork(EvalOptions Options, IReadOnlyList<TaskSet> Tasks)
{
    /// <summary>Whether perplexity is measured: on texts, or on the built-in one where nothing else is to do.</summary>
    public bool HasText => Options.Texts.Count > 0 || Tasks.Count == 0;
}
