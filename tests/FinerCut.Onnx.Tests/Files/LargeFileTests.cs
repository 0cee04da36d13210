using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Protos;

namespace FinerCut.Onnx.Tests.Files;

/// <summary>Files beyond the range of 32 bits, made of holes.</summary>
public sealed class LargeFileTests : IDisposable
{
    private const long Gigabyte = 1L << 30;

    private readonly TemporaryFolder _folder = new();
    private readonly WeightsModel _weights;

    public LargeFileTests() => _weights = new WeightsModel(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void DataBeyondFourGigabytes_Written_HasTheRightBytes()
    {
        WriteSparse("w", 6 * Gigabyte, (5 * Gigabyte) + 3, "five"u8);
        _weights.Add(External("low", 16, 4)).Add(External("high", (5 * Gigabyte) + 3, 4));
        using Model model = _weights.Open();

        ModelWriter.Write(model, _folder.Combine("target"), "model.onnx", CancellationToken.None);

        Assert.Equal([0, 0, 0, 0, .. "five"u8], File.ReadAllBytes(_folder.Combine("target", "w")));
    }

    [Fact]
    public void DataBeyondFourGigabytes_AfterRemoval_MovesByTheRightNumber()
    {
        WriteSparse("w", 12 * Gigabyte, 0, "x"u8);
        _weights.Add(External("gone", 0, 1)).Add(External("a", 1, 5 * Gigabyte)).Add(
            External("gone too", (5 * Gigabyte) + 1, 4 * Gigabyte))
            .Add(External("b", (9 * Gigabyte) + 1, 3));
        using Model model = _weights.Open();
        WeightsModel.Keep(model, "a", "b");

        ExternalDataLayout layout = ExternalDataLayout.PlanLayout(model, []);

        Assert.Equal([0, 5 * Gigabyte],
            model.Tensors.Select(tensor =>
            layout.FindNewPlace(ExternalDataFiles.RangeOf(model, tensor.ExternalData!))!.Offset));
    }

    [Fact]
    public void WeightsBeyondFourGigabytes_Copied_DoNotTakeMemory()
    {
        const long size = 64L * 1024 * 1024;
        WriteSparse("w", 5 * Gigabyte, (4 * Gigabyte) + size - 4, "last"u8);
        using Model model = _weights.Add(External("weight", 4 * Gigabyte, size)).Open();
        string target = _folder.Combine("target");
        long allocated = GC.GetAllocatedBytesForCurrentThread();

        ModelWriter.Write(model, target, "model.onnx", CancellationToken.None);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 1, 8_000_000);
        using FileStream written = File.OpenRead(Path.Combine(target, "w"));
        written.Seek(-4, SeekOrigin.End);
        byte[] last = new byte[4];
        written.ReadExactly(last);
        Assert.Equal("last"u8, last);
        Assert.Equal(size, written.Length);
    }

    private static TensorProto External(string name, long offset, long length) =>
        WeightsModel.External(name, ("w", offset, length));

    private void WriteSparse(string name, long length, long offset, ReadOnlySpan<byte> content)
    {
        Directory.CreateDirectory(_folder.Combine("source"));
        try
        {
            using FileStream file = File.Create(_folder.Combine("source", name));
            file.SetLength(length);
            file.Position = offset;
            file.Write(content);
        }
        catch (IOException exception)
        {
            Assert.Skip($"the disk refuses a sparse file of {length} bytes: {exception.Message}");
        }
    }
}
