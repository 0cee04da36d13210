using FinerCut.Onnx.Graphs;
using FinerCut.Onnx.Messages;

namespace FinerCut.Onnx.Functions;

/// <summary>Replaces calls of a model's functions by the nodes of these functions, so that whoever follows data sees
/// all of the graph.</summary>
/// <remarks>Works on names, before values are made of them. Weights stay where they are in the file.</remarks>
internal sealed partial class FunctionInliner
{
    private const int DeepestCalls = 64;
    private const long SmallestRoom = 200_000;
    private const long LargestRoom = 4_000_000;
    private const int RoomPerByte = 2;

    private readonly ModelMessage _model;
    private readonly GraphMessage _graph;
    private readonly Dictionary<FunctionKey, FunctionMessage> _functions = [];
    private readonly HashSet<FunctionKey> _called = [];
    private readonly HashSet<FunctionKey> _open = [];
    private readonly SharedConstants _shared;
    private readonly FunctionOpsets _opsets;
    private readonly FreshNames _names;
    private readonly FreshNames _nodeNames;
    private readonly FunctionScope _around;
    private readonly long _most;
    private long _room;
    private long _calls;

    private FunctionInliner(ModelMessage model)
    {
        (_model, _graph) = (model, model.Graph);
        foreach (FunctionMessage function in model.Functions)
        {
            if (!_functions.TryAdd(function.Key, function))
            {
                throw FunctionErrors.DefinedTwice(Path, function.Key);
            }
        }

        (_names, _nodeNames) = (FreshNames.OfValues(_graph), FreshNames.OfNodes(_graph));
        _shared = new SharedConstants(_names, _nodeNames);
        _opsets = new FunctionOpsets(Path, model.OpsetImports);
        _around = new FunctionScope(Path, "", []) { KeepsNames = true };
        _room = _most = Math.Min(LargestRoom, SmallestRoom + (RoomPerByte * model.Range.Length));
    }

    private string Path => _model.Range.Source.Name;

    /// <summary>Replaces all calls.</summary>
    /// <param name="model">The model, all of its messages read; its graph and operator sets are edited.</param>
    /// <returns>What became of the functions; the model keeps none.</returns>
    /// <exception cref="DiagnosticException">FC1025 to FC1028: a function calls itself, the calls unfold without
    /// measure, or a call does not fit its function.</exception>
    public static FunctionCounts Inline(ModelMessage model) =>
        model.Functions.Count == 0 ? new FunctionCounts(0, 0, 0, 0) : new FunctionInliner(model).Inline();

    private FunctionCounts Inline()
    {
        InlineIn(_graph);
        if (_shared.Nodes.Count > 0)
        {
            _graph.Nodes.InsertRange(0, _shared.Nodes);
        }

        List<FunctionMessage> uncalled = [.. _model.Functions.Where(function => !_called.Contains(function.Key))];
        return new FunctionCounts(
            _called.Count, _calls, uncalled.Count, uncalled.Sum(function => function.Range.Length));
    }

    private void InlineIn(GraphMessage graph)
    {
        List<NodeMessage> nodes = [];
        foreach (NodeMessage node in graph.Nodes)
        {
            foreach (GraphMessage inner in node.InnerGraphs)
            {
                InlineIn(inner);
            }

            Add(node, graph, nodes);
        }

        if (nodes.Exists(node => node.IsInlined) || nodes.Count != graph.Nodes.Count)
        {
            graph.Nodes.Clear();
            graph.Nodes.AddRange(nodes);
            graph.IsModified = true;
        }
    }

    /// <summary>The function that a node calls; null where it is an operator, also one of which the file has a function
    /// for other runtimes.</summary>
    private FunctionMessage? Find(NodeMessage node)
    {
        FunctionKey key = new(node.Domain, node.OpType, node.Overload);
        return StandardOperators.Has(key) ? null : _functions.GetValueOrDefault(key);
    }

    private void Add(NodeMessage node, GraphMessage graph, List<NodeMessage> nodes)
    {
        if (Find(node) is { } function)
        {
            Expand(node, function, graph, nodes);
        }
        else
        {
            nodes.Add(node);
        }
    }

    private void Expand(NodeMessage call, FunctionMessage function, GraphMessage graph, List<NodeMessage> nodes)
    {
        Enter(call, function);
        FunctionScope scope = ScopeOf(call, function);
        HashSet<string> bound = [];
        List<(string Inner, string Outer)> copies = [];
        foreach ((string output, string actual) in function.Outputs.Zip(call.Outputs))
        {
            if (actual.Length > 0 && scope.Has(output))
            {
                copies.Add((output, actual));
            }
            else if (actual.Length > 0)
            {
                scope.Define(output, actual);
                bound.Add(output);
            }
        }

        Define(function.Body.Nodes, [.. function.Outputs], scope, bound);
        CopyNodes(function.Body.Nodes, scope, graph, nodes);
        nodes.AddRange(copies.Select(copy => Identity(scope.Read(copy.Inner, call.Name), copy.Outer)));
        _open.Remove(function.Key);
    }

    /// <summary>Keeps the books of a call, and refuses what cannot be carried out.</summary>
    private void Enter(NodeMessage call, FunctionMessage function)
    {
        if (call.Inputs.Count > function.Inputs.Count || call.Outputs.Count > function.Outputs.Count)
        {
            throw FunctionErrors.Call(Path, call, function);
        }

        if (!_open.Add(function.Key))
        {
            throw FunctionErrors.Recursive(Path, function.Key);
        }

        _calls++;
        if (_open.Count > DeepestCalls)
        {
            throw FunctionErrors.TooDeep(Path, function.Key, DeepestCalls);
        }

        if (_called.Add(function.Key))
        {
            _opsets.Require(function, NodesOf(function.Body).Where(node => Find(node) is null));
        }

        Spend(1);
    }

    private FunctionScope ScopeOf(NodeMessage call, FunctionMessage function)
    {
        Dictionary<string, AttributeMessage> attributes = [];
        foreach (AttributeMessage attribute in function.Defaults.Concat(call.Attributes))
        {
            attributes[attribute.Name] = attribute;
        }

        FunctionScope scope = new(Path, call.Name.Length > 0 ? call.Name : call.OpType, attributes);
        foreach ((int index, string input) in function.Inputs.Index())
        {
            scope.Define(input, call.Inputs.ElementAtOrDefault(index) ?? "");
        }

        return scope;
    }

    private static IEnumerable<NodeMessage> NodesOf(GraphMessage graph) =>
        graph.Nodes.SelectMany(node => node.InnerGraphs.SelectMany(NodesOf).Prepend(node));

    private void Spend(long parts)
    {
        _room -= parts;
        if (_room < 0)
        {
            throw FunctionErrors.TooMany(Path, _most);
        }
    }

    private static string TitleOf(NodeMessage node) => node.Name.Length > 0 ? node.Name : node.OpType;
}
