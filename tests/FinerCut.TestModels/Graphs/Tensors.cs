using System.Runtime.InteropServices;
using FinerCut.TestModels.Protos;
using Google.Protobuf;
using static FinerCut.TestModels.Protos.TensorProto.Types;

namespace FinerCut.TestModels.Graphs;

/// <summary>Tensors with their values in <c>raw_data</c>, as exporters write them.</summary>
public static class Tensors
{
    /// <summary>A float32 tensor.</summary>
    public static TensorProto Of(float[] values, params long[] dims) =>
        Raw(DataType.Float, MemoryMarshal.AsBytes<float>(values), dims);

    /// <summary>An int64 tensor.</summary>
    public static TensorProto Of(long[] values, params long[] dims) =>
        Raw(DataType.Int64, MemoryMarshal.AsBytes<long>(values), dims);

    /// <summary>A boolean tensor of one element.</summary>
    public static TensorProto Of(bool value) => Raw(DataType.Bool, [value ? (byte)1 : (byte)0], 1);

    private static TensorProto Raw(DataType type, ReadOnlySpan<byte> bytes, params long[] dims) =>
        new() { DataType = (int)type, Dims = { dims }, RawData = ByteString.CopyFrom(bytes) };
}
