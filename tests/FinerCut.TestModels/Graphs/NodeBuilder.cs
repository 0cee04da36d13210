using FinerCut.TestModels.Protos;
using Google.Protobuf;
using static FinerCut.TestModels.Protos.AttributeProto.Types;

namespace FinerCut.TestModels.Graphs;

/// <summary>Completes one node of a graph; every method answers the builder itself.</summary>
/// <param name="node">The node, already in its graph.</param>
public sealed class NodeBuilder(NodeProto node)
{
    /// <summary>The name of the node's first output.</summary>
    public string Value => node.Output[0];

    /// <summary>Adds inputs; an empty name is an input left out.</summary>
    public NodeBuilder Reads(params string[] values)
    {
        node.Input.Add(values);
        return this;
    }

    /// <summary>Sets the outputs, in place of those that the node had; an empty name is an output left out.</summary>
    public NodeBuilder Writes(params string[] values)
    {
        node.Output.Clear();
        node.Output.Add(values);
        return this;
    }

    /// <summary>Sets the domain of the operator.</summary>
    public NodeBuilder In(string domain)
    {
        node.Domain = domain;
        return this;
    }

    /// <summary>Adds an attribute of type INT.</summary>
    public NodeBuilder With(string name, long value) =>
        With(new() { Name = name, Type = AttributeType.Int, I = value });

    /// <summary>Adds an attribute of type FLOAT.</summary>
    public NodeBuilder With(string name, float value) =>
        With(new() { Name = name, Type = AttributeType.Float, F = value });

    /// <summary>Adds an attribute of type STRING.</summary>
    public NodeBuilder With(string name, string value) =>
        With(new() { Name = name, Type = AttributeType.String, S = ByteString.CopyFromUtf8(value) });

    /// <summary>Adds an attribute of type INTS.</summary>
    public NodeBuilder With(string name, long[] values) =>
        With(new() { Name = name, Type = AttributeType.Ints, Ints = { values } });

    /// <summary>Adds an attribute of type TENSOR.</summary>
    public NodeBuilder With(string name, TensorProto value) =>
        With(new() { Name = name, Type = AttributeType.Tensor, T = value });

    /// <summary>Adds an attribute of type GRAPH.</summary>
    public NodeBuilder With(string name, GraphProto value) =>
        With(new() { Name = name, Type = AttributeType.Graph, G = value });

    private NodeBuilder With(AttributeProto attribute)
    {
        node.Attribute.Add(attribute);
        return this;
    }
}
