namespace FinerCut.Tokenizers.Models;

/// <summary>Two symbols that merge into a third, each by its number.</summary>
/// <param name="Left">The left symbol.</param>
/// <param name="Right">The right symbol.</param>
/// <param name="Result">The symbol they become.</param>
internal readonly record struct Merge(int Left, int Right, int Result);
