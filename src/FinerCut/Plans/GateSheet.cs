namespace FinerCut.Plans;

/// <summary>What a folder with gates says about them, in a file of its own.</summary>
/// <param name="Version">Version of finercut that wrote it.</param>
/// <param name="Source">Path of the graph file that the gates were added to.</param>
/// <param name="Input">Name of the input that brings the factors: float32, shape <c>[sublayers]</c>.</param>
/// <param name="Sublayers">Names of the sublayers in the order of the factors, such as <c>12.attn</c>.</param>
public sealed record GateSheet(string Version, string Source, string Input, IReadOnlyList<string> Sublayers)
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "finercut.gate.json";
}
