namespace FinerCut.Plans;

/// <summary>The calibration set of a search.</summary>
/// <param name="Source"><c>built-in</c>, or the name of the file.</param>
/// <param name="Samples">Number of rows.</param>
/// <param name="SampleTokens">Tokens in each row.</param>
/// <param name="TokensSha256">Hash of all token ids, row after row, each as a little-endian 32-bit integer.</param>
public sealed record PlanCalibration(string Source, int Samples, int SampleTokens, string TokensSha256);
