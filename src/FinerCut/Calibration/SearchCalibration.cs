using FinerCut.Execution;
using FinerCut.Execution.Memory;

namespace FinerCut.Calibration;

/// <summary>Makes the calibration set of a search, of samples that the dense model can read.</summary>
/// <param name="options">What was asked for.</param>
/// <param name="tools">The vocabulary, the model where it writes its own samples, and who is told.</param>
internal sealed class SearchCalibration(CalibrationOptions options, CalibrationTools tools)
{
    /// <summary>Makes the set; where the configuration names no limit or a wrong one, the dense model tells how long
    /// its samples may be.</summary>
    /// <param name="decoder">The dense model.</param>
    /// <param name="tokens">Where the samples come from; told a limit that turns up.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">The set cannot be made, or longer samples were asked for
    /// than the model reads.</exception>
    public CalibrationSet Make(SegmentedDecoder decoder, TokenSource tokens)
    {
        CalibrationSet set = new CalibrationMaker(options, tokens, tools).Make();
        MemoryLimit.Apply(decoder, tools.MemoryBytes);
        int[] longest = set.Samples.MaxBy(sample => sample.Length)!;
        if (LongestSample.Find(decoder, longest) is { } length && length < longest.Length)
        {
            tokens.Limit(length);
            set = new CalibrationMaker(options, tokens, tools).Make();
        }

        return set;
    }
}
