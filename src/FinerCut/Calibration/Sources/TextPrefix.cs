namespace FinerCut.Calibration.Sources;

/// <summary>The beginning of a text.</summary>
/// <param name="Text">The text, up to the end of a line or document.</param>
/// <param name="IsWhole">Whether nothing follows.</param>
internal readonly record struct TextPrefix(string Text, bool IsWhole);
