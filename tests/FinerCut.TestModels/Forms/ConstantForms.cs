using FinerCut.TestModels.Protos;
using static FinerCut.TestModels.Protos.AttributeProto.Types;

namespace FinerCut.TestModels.Forms;

/// <summary>Writes constants in other ways.</summary>
internal static class ConstantForms
{
    /// <summary>Makes <c>Constant</c> nodes of initializers.</summary>
    public static void ToNodes(ModelProto model)
    {
        foreach (GraphProto graph in GraphProtos.Of(model))
        {
            List<NodeProto> constants = [.. graph.Initializer.Select(ToNode)];
            graph.Initializer.Clear();
            GraphProtos.SetNodes(graph, constants.Concat(graph.Node));
        }
    }

    /// <summary>Makes initializers of <c>Constant</c> nodes that hold a tensor.</summary>
    public static void ToInitializers(ModelProto model)
    {
        foreach (GraphProto graph in GraphProtos.Of(model))
        {
            List<NodeProto> constants =
                [.. graph.Node.Where(node => node.OpType == "Constant" && node.Attribute is [{ T: not null }])];
            foreach (NodeProto constant in constants)
            {
                TensorProto tensor = constant.Attribute[0].T.Clone();
                tensor.Name = constant.Output[0];
                graph.Initializer.Add(tensor);
                graph.Node.Remove(constant);
            }
        }
    }

    /// <summary>Lists the initializers among the inputs, as all files had to before version 4 of the format.</summary>
    public static void ToInputs(
        ModelProto model) => model.Graph.Input.Add(model.Graph.Initializer.Select(tensor => new ValueInfoProto
        {
            Name = tensor.Name,
            Type = new()
            {
                TensorType = new()
                {
                    ElemType = tensor.DataType,
                    Shape = new()
                    {
                        Dim = { tensor.Dims.Select(size => new TensorShapeProto.Types.Dimension { DimValue = size }) }
                    },
                },
            },
        }));

    private static NodeProto ToNode(TensorProto tensor)
    {
        TensorProto value = tensor.Clone();
        value.ClearName();
        return new()
        {
            OpType = "Constant",
            Output = { tensor.Name },
            Attribute = { new AttributeProto { Name = "value", Type = AttributeType.Tensor, T = value } }
        };
    }
}
