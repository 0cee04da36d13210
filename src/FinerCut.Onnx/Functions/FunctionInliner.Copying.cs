using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using Attribute = FinerCut.Onnx.Graphs.Attribute;

namespace FinerCut.Onnx.Functions;

/// <content>How the nodes of a function come into a graph.</content>
internal sealed partial class FunctionInliner
{
    /// <summary>Gives all values that nodes write their names in the graph.</summary>
    /// <param name="nodes">Nodes of a function, or of a graph inside.</param>
    /// <param name="given">What the function or graph gives out, which is never shared between calls.</param>
    /// <param name="scope">Where the names belong.</param>
    /// <param name="bound">Names that have their meaning already.</param>
    private void Define(List<NodeMessage> nodes, HashSet<string> given, FunctionScope scope, HashSet<string> bound)
    {
        foreach (NodeMessage node in nodes)
        {
            if (!scope.KeepsNames && SharedConstants.Is(node) && !given.Contains(node.Outputs[0]))
            {
                scope.Define(node.Outputs[0], _shared.NameOf(node, scope.Prefix));
                continue;
            }

            foreach (string output in node.Outputs.Where(output => output.Length > 0 && !bound.Contains(output)))
            {
                scope.Define(output, NameIn(scope, output));
            }
        }
    }

    private string NameIn(FunctionScope scope, string name) =>
        scope.KeepsNames || name.Length == 0 ? name : _names.Make(scope.Prefix, name);

    private void CopyNodes(List<NodeMessage> originals, FunctionScope scope, Graph graph, List<NodeMessage> nodes)
    {
        foreach (NodeMessage node in originals.Where(node => !_shared.Has(node)))
        {
            Add(Copy(node, scope, graph), graph, nodes);
        }
    }

    private NodeMessage Copy(NodeMessage node, FunctionScope scope, Graph graph)
    {
        Spend(1 + node.Inputs.Count + node.Outputs.Count + node.Attributes.Count);
        List<Attribute> attributes = [];
        foreach (Attribute attribute in node.Attributes)
        {
            if (scope.Resolve(attribute) is { } value)
            {
                FunctionScope around = value == attribute ? scope : _around;
                attributes.Add(
                    value.With(attribute.Name, [.. value.Graphs.Select(inner => CopyGraph(inner, around, graph))]));
            }
        }

        return node.Inlined(
            scope.KeepsNames || node.Name.Length == 0 ? node.Name : _nodeNames.Make(scope.Prefix, node.Name),
            [.. node.Inputs.Select(input => scope.Read(input, TitleOf(node)))],
            [.. node.Outputs.Select(output => scope.Read(output, TitleOf(node)))],
            attributes);
    }

    private Graph CopyGraph(Graph source, FunctionScope around, Graph outer)
    {
        Graph copy = new(source.Range, outer) { Name = source.Name };
        GraphMessage.CheckDepth(copy);
        FunctionScope scope = around.Inner();
        foreach (string name in source.InputMessages.Select(input => input.Name).Concat(WeightsOf(source)).Distinct())
        {
            scope.Define(name, NameIn(scope, name));
        }

        HashSet<string> given = [.. source.OutputMessages.Select(output => output.Name)];
        Define(source.NodeMessages, given, scope, bound: []);
        Spend(source.InputMessages.Count + source.OutputMessages.Count + WeightsOf(source).Count());
        copy.InputMessages.AddRange(source.InputMessages.Select(Renamed));
        copy.OutputMessages.AddRange(source.OutputMessages.Select(Renamed));
        copy.InitializerMessages.AddRange(
            source.InitializerMessages.Select(tensor => tensor.Renamed(scope.Read(tensor.Name, source.Name))));
        copy.SparseInitializerMessages.AddRange(
            source.SparseInitializerMessages.Select(tensor => tensor.Renamed(scope.Read(tensor.Name, source.Name))));
        CopyNodes(source.NodeMessages, scope, copy, copy.NodeMessages);
        copy.MarkModified();
        return copy;

        ValueInfoMessage Renamed(ValueInfoMessage info) => info.Renamed(scope.Read(info.Name, source.Name));
    }

    private static IEnumerable<string> WeightsOf(Graph graph) =>
        graph.InitializerMessages.Select(tensor => tensor.Name)
            .Concat(graph.SparseInitializerMessages.Select(tensor => tensor.Name));

    private NodeMessage Identity(string input, string output, Graph graph)
    {
        NewNode wanted = new(_nodeNames.Make(output, "Identity"), "Identity") { Inputs = [], Outputs = [] };
        byte[] bytes = NodeMessage.Write(wanted).ToArray();
        NodeMessage node = NodeMessage.Read(new ByteRange(new MemoryByteSource(bytes, Path), 0, bytes.Length), graph);
        return node.Inlined(node.Name, [input], [output], []);
    }
}
