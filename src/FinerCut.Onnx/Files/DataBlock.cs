namespace FinerCut.Onnx.Files;

/// <summary>Bytes of a data file that tensors use, in one piece; tensors that share bytes share the block.</summary>
/// <param name="Offset">First byte in the source.</param>
/// <param name="End">One past the last byte.</param>
/// <param name="NewOffset">First byte in the written file.</param>
internal readonly record struct DataBlock(long Offset, long End, long NewOffset)
{
    public long Length => End - Offset;
}
