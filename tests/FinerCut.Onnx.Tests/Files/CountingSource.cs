using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;

namespace FinerCut.Onnx.Tests.Files;

/// <summary>Counts what is read of a file, as the operating system would be asked for it without a window.</summary>
internal sealed class CountingSource(string path) : ByteSource
{
    private readonly FileByteSource _file = new(path);

    public override string Name => _file.Name;

    public override long Length => _file.Length;

    public long BytesRead { get; private set; }

    public override void Read(long offset, Span<byte> destination)
    {
        BytesRead += destination.Length;
        _file.Read(offset, destination);
    }

    protected override void Dispose(bool disposing)
    {
        _file.Dispose();
        base.Dispose(disposing);
    }
}
