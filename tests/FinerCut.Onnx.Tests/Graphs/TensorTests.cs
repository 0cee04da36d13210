using FinerCut.Onnx.Graphs;
using FinerCut.Onnx.Messages;
using FinerCut.Onnx.Tests.Files;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Protos;
using Google.Protobuf;
using DataType = FinerCut.TestModels.Protos.TensorProto.Types.DataType;

namespace FinerCut.Onnx.Tests.Graphs;

public sealed class TensorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string, double[]> Floats { get; } = new()
    {
        { "raw", "rawData", [1.5, -2] },
        { "typed", "floatData", [1.5, -2] },
        { "double", "rawData", [1.5, -2] },
        { "typed double", "doubleData", [1.5, -2] },
        { "half", "rawData", [1.5, -2] },
        { "typed half", "int32Data", [1.5, -2] },
    };

    [Theory]
    [MemberData(nameof(Floats))]
    public void Floats_HoweverStored_AreRead(string form, string field, double[] expected)
    {
        TensorProto tensor = form switch
        {
            "raw" => Raw(DataType.Float, [.. BitConverter.GetBytes(1.5f), .. BitConverter.GetBytes(-2f)]),
            "typed" => new TensorProto { DataType = 1, FloatData = { 1.5f, -2f } },
            "double" => Raw(DataType.Double, [.. BitConverter.GetBytes(1.5), .. BitConverter.GetBytes(-2.0)]),
            "typed double" => new TensorProto { DataType = 11, DoubleData = { 1.5, -2 } },
            "half" =>
                Raw(DataType.Float16, [.. BitConverter.GetBytes((Half)1.5), .. BitConverter.GetBytes((Half)(-2))]),
            _ => new TensorProto { DataType = 10, Int32Data = { 0x3E00, 0xC000 } },
        };
        tensor.Dims.Add(2);

        Assert.Contains(field, tensor.ToString(), StringComparison.Ordinal);
        Assert.Equal(expected, Read(tensor).ToFloats());
        Assert.Null(Read(tensor).ToIntegers());
    }

    [Fact]
    public void Floats_StoredOneByOne_AreAllRead()
    {
        TensorProto header = new() { Name = "w", DataType = 1, Dims = { 3 } };
        byte[] fields =
            [.. new[] { 1f, 2f, 3f }.SelectMany(value => (byte[])[(4 << 3) | 5, .. BitConverter.GetBytes(value)])];

        Assert.Equal([1, 2, 3], Read(header, fields).ToFloats());
    }

    [Fact]
    public void Integers_HoweverStored_AreRead()
    {
        long[] expected = [3, -4, long.MaxValue];
        TensorProto raw = Raw(DataType.Int64, [.. expected.SelectMany(BitConverter.GetBytes)]);
        TensorProto typed = new() { DataType = 7, Int64Data = { expected } };
        TensorProto small = new() { DataType = 6, Int32Data = { 3, -4, int.MaxValue } };
        TensorProto flags = Raw(DataType.Bool, [1, 0, 1]);

        Assert.Equal(expected, Read(WithSize(raw, 3)).ToIntegers());
        Assert.Equal(expected, Read(WithSize(typed, 3)).ToIntegers());
        Assert.Equal([3, -4, int.MaxValue], Read(WithSize(small, 3)).ToIntegers());
        Assert.Equal([1, 0, 1], Read(WithSize(flags, 3)).ToIntegers());
        Assert.Null(Read(WithSize(flags, 3)).ToFloats());
    }

    [Fact]
    public void Tensors_WithoutElements_TakeNoBytes()
    {
        Tensor empty = Read(new TensorProto { DataType = 1, Dims = { 0, 4 } });
        Tensor scalar = Read(Raw(DataType.Float, BitConverter.GetBytes(7f)));

        Assert.Equal((0, 0), (empty.ElementCount, empty.SizeInBytes));
        Assert.Equal([], empty.ToFloats());
        Assert.Equal((1, 4), (scalar.ElementCount, scalar.SizeInBytes));
        Assert.Equal([7], scalar.ToFloats());
    }

    [Fact]
    public void Texts_AreCountedByTheirShape()
    {
        Tensor texts = Read(new TensorProto
        {
            DataType = 8,
            Dims = { 2 },
            StringData = { ByteString.Empty, ByteString.CopyFromUtf8("b") }
        });

        Assert.Equal((2, 0), (texts.ElementCount, texts.SizeInBytes));
        Assert.Null(texts.ToIntegers());
    }

    [Theory]
    [InlineData(-1L)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue, 0L)]
    [InlineData(1L << 32, 1L << 32, 1L << 32, 1L << 32)]
    [InlineData(1L << 58, long.MaxValue - 30)]
    public void Shapes_ThatNoFileCanHold_AreRefused(params long[] dims)
    {
        foreach (DataType type in (DataType[])[
            DataType.Undefined,
            DataType.Uint2,
            DataType.Float,
            DataType.Complex128,
            (DataType)99
        ])
        {
            Assert.Equal("FC1008", Refuse(new TensorProto { DataType = (int)type, Dims = { dims } }));
        }
    }

    [Fact]
    public void Shapes_OfManyNumbers_AreCutInTheMessage()
    {
        TensorProto tensor =
            new() { Name = new string('n', 10_000), DataType = 1, Dims = { Enumerable.Repeat(2L, 10_000) } };

        DiagnosticException error = Assert.Throws<DiagnosticException>(() => Read(tensor));

        Assert.InRange(error.Message.Length, 100, 1000);
    }

    [Fact]
    public void Elements_FewerOrMoreThanTheShape_AreRefused()
    {
        Assert.Equal("FC1008", Refuse(WithSize(Raw(DataType.Float, new byte[11]), 3)));
        Assert.Equal("FC1008", Refuse(WithSize(Raw(DataType.Float, new byte[13]), 3)));
        Assert.Equal("FC1008", Refuse(new TensorProto { DataType = 1, Dims = { 3 } }));
        Assert.Equal("FC1008", Refuse(new TensorProto { DataType = 1, Dims = { 3_000 }, FloatData = { 1 } }));
    }

    private static TensorProto WithSize(TensorProto tensor, long size)
    {
        TensorProto sized = tensor.Clone();
        sized.Dims.Add(size);
        return sized;
    }

    private static TensorProto Raw(DataType type, byte[] bytes) =>
        new() { DataType = (int)type, RawData = ByteString.CopyFrom(bytes) };

    private string Refuse(TensorProto tensor) => Assert.Throws<DiagnosticException>(() => Read(tensor)).Code;

    private Tensor Read(TensorProto tensor, byte[]? moreFields = null)
    {
        TensorProto named = tensor.Clone();
        named.Name = named.HasName ? named.Name : "w";
        if (moreFields is not null)
        {
            return Read((byte[])[.. named.ToByteArray(), .. moreFields]);
        }

        using Model model = new WeightsModel(_folder).Add(named).Open();
        Tensor read = model.Tensors.Single();
        // The numbers are read while the file is open.
        return Read(read.Original.ToArray());
    }

    private static Tensor Read(byte[] message) =>
        TensorMessage.Read(new(new MemoryByteSource(message), 0, message.Length));
}
