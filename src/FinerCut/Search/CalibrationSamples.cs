using FinerCut.Calibration;
using FinerCut.Execution;

namespace FinerCut.Search;

/// <summary>The samples of a calibration set, ready to run.</summary>
internal sealed class CalibrationSamples : IDisposable
{
    private readonly List<PreparedSample> _samples = [];

    public IReadOnlyList<PreparedSample> Samples => _samples;

    /// <summary>Prepares the samples.</summary>
    public static CalibrationSamples Prepare(SegmentedDecoder decoder, CalibrationSet set)
    {
        CalibrationSamples samples = new();
        foreach (int[] ids in set.Samples)
        {
            samples._samples.Add(decoder.Prepare(ids));
        }

        return samples;
    }

    public void Dispose()
    {
        foreach (PreparedSample sample in _samples)
        {
            sample.Dispose();
        }
    }
}
