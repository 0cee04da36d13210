namespace FinerCut.Onnx.Graphs;

/// <summary>What became of the functions of a model file when it was opened.</summary>
/// <param name="Inlined">Functions whose calls were replaced by what they compute.</param>
/// <param name="Calls">Calls that were replaced, those inside functions counted each time.</param>
/// <param name="Uncalled">Functions that nothing calls, those included that stand in for an operator of the runtime's
/// own; a written model has none of them.</param>
/// <param name="UncalledBytes">Size of those in the file, weights included.</param>
public sealed record FunctionCounts(int Inlined, long Calls, int Uncalled, long UncalledBytes);
