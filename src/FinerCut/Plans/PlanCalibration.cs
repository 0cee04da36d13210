namespace FinerCut.Plans;

/// <summary>The calibration set of a search.</summary>
/// <param name="Source"><c>built-in</c>, <c>stdin</c>, <c>self</c>, <c>random</c>, or the names of the files.</param>
/// <param name="Samples">Number of rows.</param>
/// <param name="SampleTokens">Tokens in each row; of rows of different lengths in the longest.</param>
/// <param name="TokensSha256">Hash of all token ids, row after row, each as a little-endian 32-bit integer.</param>
/// <param name="Packing"><c>contiguous</c> or <c>documents</c>; null where the rows were made without a text, and in
/// plans of 0.1.</param>
/// <param name="Seed">The seed that picked or made the rows; null for the first rows, and in plans of 0.1.</param>
public sealed record PlanCalibration(
    string Source, int Samples, int SampleTokens, string TokensSha256, string? Packing = null, long? Seed = null);
