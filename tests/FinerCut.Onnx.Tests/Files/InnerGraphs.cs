using FinerCut.TestModels.Protos;
using static FinerCut.TestModels.Protos.AttributeProto.Types;

namespace FinerCut.Onnx.Tests.Files;

/// <summary>Nodes with graphs inside.</summary>
internal static class InnerGraphs
{
    /// <summary>An <c>If</c> that gives out a weight, with another <c>If</c> in the second branch that gives out
    /// another one.</summary>
    public static NodeProto Choice(TensorProto inner, TensorProto deep) => Choice(
        Giving(inner), new GraphProto
        {
            Node = { Named(Choice(Giving(deep), Giving(Small("other"))), "deep choice") },
            Output = { new ValueInfoProto { Name = "deep choice.out" } }
        });

    /// <summary>An <c>If</c> of two graphs, whose condition is a constant <c>NAME</c>.</summary>
    public static NodeProto Choice(GraphProto first, GraphProto second) => new()
    {
        OpType = "If",
        Attribute =
        {
            new AttributeProto { Name = "then_branch", Type = AttributeType.Graph, G = first },
            new AttributeProto { Name = "else_branch", Type = AttributeType.Graph, G = second },
        },
    };

    /// <summary>A graph that gives out a weight of its own.</summary>
    public static GraphProto Giving(TensorProto weight) => new()
    {
        Name = "giving " + weight.Name,
        Initializer = { weight },
        Node = { new NodeProto
        {
            Name = weight.Name + ".copy",
            OpType = "Identity",
            Input = { weight.Name },
            Output = { weight.Name + ".given" }
        } },
        Output = { new ValueInfoProto { Name = weight.Name + ".given" } },
    };

    /// <summary>A graph that copies a value from outside.</summary>
    public static GraphProto Copying(string value, string output) => new()
    {
        Name = "copying " + value,
        Node =
        {
            new NodeProto { Name = output + ".copy", OpType = "Identity", Input = { value }, Output = { output } }
        },
        Output = { new ValueInfoProto { Name = output } },
    };

    public static NodeProto Named(NodeProto node, string name)
    {
        node.Name = name;
        node.Output.Add(name + ".out");
        return node;
    }

    private static TensorProto Small(string name) =>
        new() { Name = name, DataType = 7, Dims = { 1 }, Int64Data = { 3 } };
}
