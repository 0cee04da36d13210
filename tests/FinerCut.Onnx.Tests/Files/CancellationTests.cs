using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Protos;
using Google.Protobuf;

namespace FinerCut.Onnx.Tests.Files;

public sealed class CancellationTests : IDisposable
{
    private const int Megabyte = 1024 * 1024;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Copy_CancelledOnTheWay_EndsBeforeTheNextMegabyte()
    {
        using CancellationTokenSource cancellation = new();
        using CancellingSource source = new(cancellation, 3 * Megabyte);
        using MemoryStream target = new();

        Assert.Throws<OperationCanceledException>(() => new ByteRange(source, 0, 100L * Megabyte)
            .CopyTo(target, cancellation.Token));
        Assert.InRange(target.Length, 3 * Megabyte, 4 * Megabyte);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Write_Cancelled_Ends(bool isExternal)
    {
        WeightsModel weights = new WeightsModel(_folder).Data("w", 100).Add(isExternal
            ? WeightsModel.External("weight", ("w", 0, 100))
            : new TensorProto
            {
                Name = "weight",
                DataType = 2,
                Dims = { 100 },
                RawData = ByteString.CopyFrom(new byte[100])
            });
        using Model model = weights.Open();

        Assert.Throws<OperationCanceledException>(() => ModelWriter.Write(
            model, _folder.Combine("target"), "model.onnx", new CancellationToken(canceled: true)));
        Assert.All(Directory.GetFiles(_folder.Combine("target")), file => Assert.Equal(0, new FileInfo(file).Length));
    }

    /// <summary>Endless zeros that cancel when they were read up to a place.</summary>
    private sealed class CancellingSource(CancellationTokenSource cancellation, long at) : ByteSource
    {
        public override string Name => "zeros";

        public override long Length => long.MaxValue;

        public override void Read(long offset, Span<byte> destination)
        {
            destination.Clear();
            if (offset + destination.Length >= at)
            {
                cancellation.Cancel();
            }
        }
    }
}
