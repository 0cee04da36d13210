using FinerCut.Onnx.Graphs;
using FinerCut.Onnx.Messages;

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

    private void CopyNodes(
        List<NodeMessage> originals, FunctionScope scope, GraphMessage graph, List<NodeMessage> nodes)
    {
        foreach (NodeMessage node in originals.Where(node => !_shared.Has(node)))
        {
            Add(Copy(node, scope, graph), graph, nodes);
        }
    }

    private NodeMessage Copy(NodeMessage node, FunctionScope scope, GraphMessage graph)
    {
        Spend(1 + node.Inputs.Count + node.Outputs.Count + node.Attributes.Count);
        List<AttributeMessage> attributes = [];
        foreach (AttributeMessage attribute in node.Attributes)
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

    private GraphMessage CopyGraph(GraphMessage source, FunctionScope around, GraphMessage outer)
    {
        GraphMessage copy = new(source.Range, outer) { Name = source.Name, IsModified = true };
        FunctionScope scope = around.Inner();
        foreach (string name in source.Inputs.Select(input => input.Name).Concat(WeightsOf(source)).Distinct())
        {
            scope.Define(name, NameIn(scope, name));
        }

        HashSet<string> given = [.. source.Outputs.Select(output => output.Name)];
        Define(source.Nodes, given, scope, bound: []);
        Spend(source.Inputs.Count + source.Outputs.Count + WeightsOf(source).Count());
        copy.Inputs.AddRange(source.Inputs.Select(Renamed));
        copy.Outputs.AddRange(source.Outputs.Select(Renamed));
        copy.Initializers.AddRange(source.Initializers.Select(RenamedTensor));
        copy.SparseInitializers.AddRange(source.SparseInitializers.Select(RenamedTensor));
        CopyNodes(source.Nodes, scope, copy, copy.Nodes);
        return copy;

        ValueInfo Renamed(ValueInfo info) => info.Renamed(scope.Read(info.Name, source.Name));

        Tensor RenamedTensor(Tensor tensor) => tensor.Renamed(scope.Read(tensor.Name, source.Name));
    }

    private static IEnumerable<string> WeightsOf(GraphMessage graph) =>
        graph.AllInitializers.Select(tensor => tensor.Name);

    private NodeMessage Identity(string input, string output) =>
        NodeMessage.Identity(_nodeNames.Make(output, "Identity"), input, output);
}
