using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Execution;

/// <summary>Reads off a shape how many numbers there are for each token of a sample.</summary>
internal static class AnswerShape
{
    /// <summary>Numbers for each token, the size of the last axis.</summary>
    /// <param name="value">What came out for a sample.</param>
    /// <param name="tokens">Tokens in the sample, times the sequences of the call.</param>
    /// <returns>Null where the other axes together are not as many as the tokens, or the last one has no
    /// size.</returns>
    public static int? WidthOf(OrtValue value, int tokens)
    {
        OrtTensorTypeAndShapeInfo info = value.GetTensorTypeAndShape();
        long width = info.Shape.Length > 1 ? info.Shape[^1] : 0;
        return width > 0 && info.ElementCount == width * tokens ? (int)width : null;
    }
}
