using FinerCut.Decoders;

namespace FinerCut.Commands.Eval;

/// <summary>What is measured: a model on disk, or one without what a plan removes.</summary>
/// <param name="Name">Path of the graph file, or of the plan.</param>
/// <param name="Subject">The model on disk; not owned.</param>
/// <param name="Removed">What the plan removes, in its order; empty for the model on disk.</param>
internal sealed record EvalTarget(string Name, EvalSubject Subject, IReadOnlyList<SublayerName> Removed)
{
    /// <summary>The same as a set.</summary>
    public IReadOnlySet<SublayerName> Gone { get; } = Removed.ToHashSet();
}
