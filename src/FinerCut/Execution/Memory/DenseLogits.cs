using System.Runtime.InteropServices;

namespace FinerCut.Execution.Memory;

/// <summary>Keeps the dense model's answers, sample by sample.</summary>
/// <param name="file">Where to put them; null to keep them in memory.</param>
internal sealed class DenseLogits(ScratchFile? file)
{
    private readonly List<float[]> _kept = [];
    private readonly List<(long Offset, int Length)> _places = [];
    private float[] _read = [];
    private int _current = -1;

    /// <summary>Number of samples.</summary>
    public int Count => Math.Max(_kept.Count, _places.Count);

    /// <summary>Takes the answer to the next sample.</summary>
    /// <param name="answer">Now owned.</param>
    public void Add(float[] answer)
    {
        if (file is null)
        {
            _kept.Add(answer);
            return;
        }

        long offset = file.Reserve((long)answer.Length * sizeof(float));
        file.Write(offset, MemoryMarshal.AsBytes<float>(answer));
        _places.Add((offset, answer.Length));
    }

    /// <summary>The answer to a sample, valid until the next call.</summary>
    public ReadOnlyMemory<float> At(int sample)
    {
        if (file is null)
        {
            return _kept[sample];
        }

        (long offset, int length) = _places[sample];
        if (sample != _current)
        {
            _read = _read.Length < length ? new float[length] : _read;
            file.Read(offset, MemoryMarshal.AsBytes(_read.AsSpan(0, length)));
            _current = sample;
        }

        return _read.AsMemory(0, length);
    }
}
