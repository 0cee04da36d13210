namespace FinerCut.Tokenizers.Patterns;

/// <summary>A pattern is larger than what is read.</summary>
/// <param name="finding">What the pattern does, such as <c>has groups in each other …</c>; it names the limit.</param>
internal sealed class PatternLimitException(string finding) : Exception(finding);
