using FinerCut.Execution.Values;
using FinerCut.TestModels.Protos;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FinerCut.Tests.Execution.Values;

public class SliceModelTests
{
    [Theory]
    [InlineData(TensorElementType.Float)]
    [InlineData(TensorElementType.BFloat16)]
    public void Create_OfAType_IsWhatProtobufWrites(TensorElementType type)
    {
        ModelProto expected = new()
        {
            IrVersion = 8,
            OpsetImport = { new OperatorSetIdProto { Version = 13 } },
            Graph = new GraphProto
            {
                Name = "slice",
                Node =
                {
                    new NodeProto
                    {
                        OpType = "Slice",
                        Input = { "data", "starts", "ends", "axes" },
                        Output = { "output" },
                    },
                },
                Input =
                {
                    Value("data", type),
                    Value("starts", TensorElementType.Int64),
                    Value("ends", TensorElementType.Int64),
                    Value("axes", TensorElementType.Int64),
                },
                Output = { Value("output", type) },
            },
        };

        Assert.Equal(expected.ToByteArray(), SliceModel.Create(type));
    }

    private static ValueInfoProto Value(string name, TensorElementType type) =>
        new() { Name = name, Type = new TypeProto { TensorType = new() { ElemType = (int)type } } };
}
