using FinerCut.TestModels.Graphs;
using FinerCut.TestModels.Protos;
using static FinerCut.TestModels.Protos.AttributeProto.Types;
using static FinerCut.TestModels.Protos.TensorProto.Types;

namespace FinerCut.Onnx.Tests.Functions;

/// <summary>Parts of small models with functions of the domain <c>p</c>: they read <c>x</c>, two floats, and give out
/// <c>y</c>.</summary>
internal static class FunctionProtos
{
    private const int Opset = 18;

    public static ModelProto Model(NodeProto[] nodes, params FunctionProto[] functions) => new()
    {
        IrVersion = 10,
        OpsetImport = { Import("", Opset), Import("p", 1) },
        Graph = new() { Name = "graph", Node = { nodes }, Input = { Info("x") }, Output = { Info("y") } },
        Functions = { functions },
    };

    public static ModelProto WithWeight(this ModelProto model, TensorProto weight, string name)
    {
        weight.Name = name;
        model.Graph.Initializer.Add(weight);
        return model;
    }

    public static FunctionProto Function(string name, string[] inputs, string[] outputs, params NodeProto[] nodes)
    {
        FunctionProto function = new() { Domain = "p", Name = name, Input = { inputs }, Output = { outputs } };
        function.Node.Add(nodes);
        function.OpsetImport.Add([Import("", Opset), Import("p", 1)]);
        return function;
    }

    public static FunctionProto Overload(this FunctionProto function, string overload)
    {
        function.Overload = overload;
        return function;
    }

    public static FunctionProto Declaring(this FunctionProto function, string attribute)
    {
        function.Attribute.Add(attribute);
        return function;
    }

    public static FunctionProto Default(this FunctionProto function, string name, float value)
    {
        function.AttributeProto.Add(new AttributeProto { Name = name, Type = AttributeType.Float, F = value });
        return function;
    }

    public static FunctionProto ForOpset(this FunctionProto function, string domain, long version)
    {
        foreach (OperatorSetIdProto import in function.OpsetImport.Where(import => import.Domain == domain).ToList())
        {
            function.OpsetImport.Remove(import);
        }

        function.OpsetImport.Add(Import(domain, version));
        return function;
    }

    public static NodeProto Node(string opType, string[] inputs, params string[] outputs) =>
        new() { OpType = opType, Input = { inputs }, Output = { outputs } };

    public static NodeProto Call(string function, string[] inputs, params string[] outputs) =>
        Node(function, inputs, outputs).In("p");

    public static NodeProto In(this NodeProto node, string domain)
    {
        node.Domain = domain;
        return node;
    }

    public static NodeProto Named(this NodeProto node, string name)
    {
        node.Name = name;
        return node;
    }

    public static NodeProto Overload(this NodeProto node, string overload)
    {
        node.Overload = overload;
        return node;
    }

    public static NodeProto With(this NodeProto node, string attribute, float value)
    {
        node.Attribute.Add(new AttributeProto { Name = attribute, Type = AttributeType.Float, F = value });
        return node;
    }

    public static NodeProto With(this NodeProto node, string attribute, GraphProto graph)
    {
        node.Attribute.Add(new AttributeProto { Name = attribute, Type = AttributeType.Graph, G = graph });
        return node;
    }

    public static NodeProto With(this NodeProto node, string attribute, TensorProto tensor)
    {
        node.Attribute.Add(new AttributeProto { Name = attribute, Type = AttributeType.Tensor, T = tensor });
        return node;
    }

    public static NodeProto Referring(this NodeProto node, string attribute, string reference)
    {
        AttributeProto referring = new() { Name = attribute, Type = AttributeType.Float, RefAttrName = reference };
        node.Attribute.Add(referring);
        return node;
    }

    public static NodeProto If(string condition, GraphProto first, GraphProto second, string output) =>
        Node("If", [condition], output).With("then_branch", first).With("else_branch", second);

    /// <summary>A graph of one node.</summary>
    public static GraphProto Branch(NodeProto node) =>
        new() { Name = "branch", Node = { node }, Output = { Info(node.Output[0]) } };

    public static GraphProto Weighing(this GraphProto graph, float weight)
    {
        TensorProto tensor = Tensors.Of([weight], 1);
        tensor.Name = "w";
        graph.Initializer.Add(tensor);
        return graph;
    }

    public static OperatorSetIdProto Import(string domain, long version) =>
        new() { Domain = domain, Version = version };

    private static ValueInfoProto Info(string name)
    {
        TensorShapeProto shape = new() { Dim = { new TensorShapeProto.Types.Dimension { DimValue = 2 } } };
        TypeProto.Types.Tensor tensor = new() { ElemType = (int)DataType.Float, Shape = shape };
        return new() { Name = name, Type = new() { TensorType = tensor } };
    }
}
