namespace FinerCut.Calibration.Tokenizers.Models;

/// <summary>Two symbols that merge into a third.</summary>
/// <param name="Left">Number of the left symbol.</param>
/// <param name="Right">Number of the right symbol.</param>
/// <param name="Result">Number of the symbol they become.</param>
/// <param name="Spelled">Both symbols in letters, with a space between.</param>
internal readonly record struct Merge(int Left, int Right, int Result, string Spelled);
