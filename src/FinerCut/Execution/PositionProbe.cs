using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Execution;

/// <summary>Finds out which position a model answers for, by marking the last one.</summary>
/// <param name="end">From the end of the stream to where the position is taken; null where it is taken there. Now
/// owned.</param>
/// <param name="selection">What takes it; now owned.</param>
internal sealed class PositionProbe(SegmentSession? end, SegmentSession selection) : IDisposable
{
    // Any will do: a selection copies bytes.
    private const byte Mark = 0x3c;

    /// <summary>Sequences in every call, on the first axis; the last position of each is marked.</summary>
    public required int Batch { get; init; }

    /// <summary>Whether the last position is taken and nothing else, or all are, as where an input says how
    /// many.</summary>
    /// <param name="stream">The stream after the last segment.</param>
    /// <param name="sample">The sample, of two tokens or more.</param>
    public bool TakesLastOrAll(OrtValue stream, PreparedSample sample)
    {
        OrtValue all = end?.RunSegment(stream, sample.Sides) ?? stream;
        try
        {
            OrtTensorTypeAndShapeInfo info = all.GetTensorTypeAndShape();
            using OrtValue marked = OrtValue.CreateAllocatedTensorValue(
                OrtAllocator.DefaultInstance, info.ElementDataType, info.Shape);
            Span<byte> bytes = marked.GetTensorMutableRawData();
            int size = bytes.Length / (Batch * sample.Length);
            bytes.Clear();
            for (int sequence = 1; sequence <= Batch; sequence++)
            {
                bytes.Slice(((sequence * sample.Length) - 1) * size, size).Fill(Mark);
            }

            using OrtValue one = selection.RunForHost(marked, sample.Sides);
            Span<byte> taken = one.GetTensorMutableRawData();
            bool isLast = taken.Length == size * Batch && !taken.ContainsAnyExcept(Mark);
            return size * Batch * sample.Length == bytes.Length && (isLast || taken.SequenceEqual(bytes));
        }
        finally
        {
            if (all != stream)
            {
                all.Dispose();
            }
        }
    }

    public void Dispose()
    {
        end?.Dispose();
        selection.Dispose();
    }
}
