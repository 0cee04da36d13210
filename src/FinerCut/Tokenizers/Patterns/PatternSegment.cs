namespace FinerCut.Tokenizers.Patterns;

/// <summary>A range of a text that a pattern matched, or that lies between two matches.</summary>
/// <param name="Start">Index of the first UTF-16 unit.</param>
/// <param name="End">Index behind the last UTF-16 unit.</param>
/// <param name="IsMatch">Whether the pattern matched.</param>
internal readonly record struct PatternSegment(int Start, int End, bool IsMatch);
