namespace FinerCut.Onnx.Graphs;

/// <summary>An operator set that a model uses.</summary>
/// <param name="Domain">Its domain; empty for ONNX's own.</param>
/// <param name="Version">Its version.</param>
public sealed record OpsetImport(string Domain, long Version);
