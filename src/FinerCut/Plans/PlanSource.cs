namespace FinerCut.Plans;

/// <summary>The model that a plan was made for.</summary>
/// <param name="Architecture">The recognised architecture, such as <c>llama</c>; the configuration's word, else
/// <c>unknown</c>.</param>
/// <param name="Layers">Number of decoder layers.</param>
/// <param name="Sublayers">Names of all sublayers in the order of the stream.</param>
/// <param name="Files">The graph file first, then its external data files.</param>
public sealed record PlanSource(
    string Architecture, int Layers, IReadOnlyList<string> Sublayers, IReadOnlyList<PlanSourceFile> Files);
