using FinerCut.Onnx.Graphs;
using Attribute = FinerCut.Onnx.Graphs.Attribute;

namespace FinerCut.Onnx.Messages;

/// <summary>Makes a graph of a message: names become values that know who writes and who reads them.</summary>
internal static class GraphBuilder
{
    /// <summary>Makes a graph and the graphs inside.</summary>
    /// <param name="message">A model's own graph, without calls of functions.</param>
    /// <returns>The graph.</returns>
    /// <exception cref="DiagnosticException">FC1009: a value is defined twice or not at all, or a node lacks what its
    /// operator needs.</exception>
    public static Graph Build(GraphMessage message)
    {
        Graph graph = Create(message, outer: null);
        Define(graph, message);
        Connect(graph, message);
        return graph;
    }

    private static Graph Create(GraphMessage message, Graph? outer)
    {
        Graph graph = new(message.Range, outer) { Name = message.Name };
        if (message.IsModified)
        {
            graph.MarkModified();
        }

        return graph;
    }

    /// <summary>Makes the values, each once, in inner graphs too.</summary>
    private static void Define(Graph graph, GraphMessage message)
    {
        foreach (ValueInfo info in message.Inputs)
        {
            graph.AppendInput(NewValue(graph, info.Name), info);
        }

        foreach (Tensor tensor in message.AllInitializers)
        {
            bool isDefault = graph.FindOwnValue(tensor.Name) is { IsGraphInput: true, Initializer: null };
            Value value = isDefault ? graph.FindOwnValue(tensor.Name)! : NewValue(graph, tensor.Name);
            graph.AppendInitializer(value, tensor);
        }

        foreach (NodeMessage node in message.Nodes)
        {
            OperatorArity.Check(node, graph.Original.Source.Name);
            Define(graph, node);
        }

        foreach (ValueInfo info in message.ValueInfos)
        {
            if (graph.FindOwnValue(info.Name) is { } value)
            {
                graph.Describe(value, info);
            }
        }
    }

    private static void Define(Graph graph, NodeMessage message)
    {
        Node node = new(graph, message.Name, message.OpType, message.Domain)
        {
            Original = message.Range,
            Attributes = [.. message.Attributes.Select(attribute => Build(attribute, graph))],
        };
        if (message.IsInlined)
        {
            node.MarkRewritten();
        }

        graph.AppendNode(node);
        foreach (string output in message.Outputs)
        {
            node.AddOutput(output.Length == 0 ? null : NewValue(graph, output));
        }

        foreach ((Graph inner, GraphMessage innerMessage) in node.InnerGraphs.Zip(message.InnerGraphs))
        {
            Define(inner, innerMessage);
        }
    }

    private static Attribute Build(AttributeMessage message, Graph graph) => message.Graphs.Count == 0
        ? message.Attribute
        : message.Attribute.With(message.Name, [.. message.Graphs.Select(inner => Create(inner, graph))]);

    /// <summary>Connects nodes with the values that they read, in inner graphs too.</summary>
    private static void Connect(Graph graph, GraphMessage message)
    {
        foreach ((Node node, NodeMessage nodeMessage) in graph.Nodes.Zip(message.Nodes))
        {
            foreach (string input in nodeMessage.Inputs)
            {
                node.AddInput(input.Length == 0 ? null : graph.FindValue(input)
                    ?? throw MessageErrors.Undefined(graph.Original.Source.Name, input, node.Title));
            }

            foreach ((Graph inner, GraphMessage innerMessage) in node.InnerGraphs.Zip(nodeMessage.InnerGraphs))
            {
                Connect(inner, innerMessage);
            }
        }

        foreach (ValueInfo info in message.Outputs)
        {
            graph.AppendOutput(graph.FindOwnValue(info.Name)
                ?? throw MessageErrors.UndefinedOutput(graph.Original.Source.Name, info.Name), info);
        }
    }

    private static Value NewValue(Graph graph, string name) => graph.DefineValue(name)
        ?? throw MessageErrors.DefinedTwice(graph.Original.Source.Name, name);
}
