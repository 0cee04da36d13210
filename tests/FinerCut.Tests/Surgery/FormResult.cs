namespace FinerCut.Tests.Surgery;

/// <summary>What came of a folder of the zoo in another form.</summary>
/// <param name="Passed">Cases whose logits were right in every way of running them.</param>
/// <param name="Worst">The largest error, as a share of the tolerance.</param>
/// <param name="Failures">What was not right.</param>
/// <param name="Absent">Why there is nothing to remove from: ONNX Runtime cannot save the form, or cannot load what it
/// saved; else null.</param>
internal sealed record FormResult(int Passed, double Worst, IReadOnlyList<string> Failures, string? Absent = null);
