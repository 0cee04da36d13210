using FinerCut.TestModels.Graphs;
using FinerCut.TestModels.Protos;
using static FinerCut.TestModels.Protos.AttributeProto.Types;
using static FinerCut.TestModels.Protos.TensorProto.Types;

namespace FinerCut.TestModels.Forms;

/// <summary>Writes graphs as calls of functions, as exporters do that keep modules together.</summary>
internal static class FunctionForms
{
    private const string Domain = "pkg.folded";
    private const int NodesPerFunction = 5;
    private const int FirstVersionWithFunctions = 8;

    /// <summary>Makes a function of every few nodes, every other one called through a second one. Weights that only one
    /// function reads are inside it, numbers of axes are attributes of the call, and one function is called by
    /// nothing.</summary>
    public static void Fold(ModelProto model)
    {
        Dictionary<string, int> reads = Count(GraphProtos.Of(model).SelectMany(DirectReadsOf));
        foreach (GraphProto graph in GraphProtos.Of(model).Reverse().ToList())
        {
            NodeProto[][] parts = [.. graph.Node.Chunk(NodesPerFunction)];
            GraphProtos.SetNodes(graph, [.. parts.Select(nodes => Fold(model, graph, nodes, reads))]);
        }

        model.Functions.Add(NewFunction(model, [Weight(Tensors.Of(new float[1000], 1000), "left over")], "left over"));
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = Domain, Version = 1 });
        model.IrVersion = Math.Max(model.IrVersion, FirstVersionWithFunctions);
    }

    private static NodeProto Fold(ModelProto model, GraphProto graph, NodeProto[] nodes, Dictionary<string, int> reads)
    {
        GraphProto body = new() { Node = { nodes.Select(node => node.Clone()) } };
        List<string> produced = [.. nodes.SelectMany(node => node.Output).Where(name => name.Length > 0)];
        Dictionary<string, int> own = Count(GraphProtos.WithInner(body).SelectMany(DirectReadsOf));
        HashSet<string> inside = [.. GraphProtos.WithInner(body).SelectMany(DefinedIn)];
        List<TensorProto> read = [.. graph.Initializer.Where(IsInside)];
        List<NodeProto> weights = [.. read.Select(tensor => TakeOut(graph, tensor))];
        inside.UnionWith(weights.SelectMany(weight => weight.Output));
        string[] inputs = [.. own.Keys.Where(name => !inside.Contains(name))];
        string[] outputs = [.. produced.Where(name => reads.GetValueOrDefault(name) > own.GetValueOrDefault(name))];
        GraphProtos.ReplaceReads(
            body, inputs.Index().ToDictionary(input => input.Item, input => $"input {input.Index}"));
        FunctionProto function = NewFunction(model, [.. weights, .. body.Node], outputs);
        function.Input.Add(Enumerable.Range(0, inputs.Length).Select(index => $"input {index}"));
        NodeProto call = new() { OpType = function.Name, Domain = Domain, Input = { inputs }, Output = { outputs } };
        call.Name = $"call of {function.Name}";
        AttributeProto? axis = MoveAxis(function);
        _ = model.Functions.Count % 2 == 0 ? Wrap(model, function, axis, call) : call;
        call.Attribute.Add(axis is null ? [] : [axis]);
        model.Functions.Add(function);
        return call;

        bool IsInside(TensorProto tensor) =>
            own.TryGetValue(tensor.Name, out int count) && count == reads[tensor.Name] && IsOfFloats(tensor);
    }

    /// <summary>A second function that only calls the first one.</summary>
    private static NodeProto Wrap(ModelProto model, FunctionProto function, AttributeProto? axis, NodeProto call)
    {
        NodeProto inner =
            new() { OpType = function.Name, Domain = Domain, Input = { function.Input }, Output = { function.Output } };
        inner.Attribute.Add(
            axis is null ? [] : [new AttributeProto { Name = axis.Name, Type = axis.Type, RefAttrName = axis.Name }]);
        FunctionProto outer = NewFunction(model, [inner], [.. function.Output]);
        outer.Name += " of one";
        outer.Input.Add(function.Input);
        outer.Attribute.Add(axis is null ? [] : [axis.Name]);
        model.Functions.Add(outer);
        call.OpType = outer.Name;
        return call;
    }

    private static AttributeProto? MoveAxis(FunctionProto function)
    {
        AttributeProto? axis = function.Node.SelectMany(node => node.Attribute)
            .FirstOrDefault(attribute => attribute is { Name: "axis", Type: AttributeType.Int });
        if (axis is null)
        {
            return null;
        }

        AttributeProto given = axis.Clone();
        given.Name = "given";
        axis.ClearI();
        axis.RefAttrName = given.Name;
        function.Attribute.Add(given.Name);
        return given;
    }

    private static FunctionProto NewFunction(ModelProto model, IEnumerable<NodeProto> nodes, params string[] outputs)
    {
        FunctionProto function = new() { Domain = Domain, Name = $"function {model.Functions.Count}" };
        function.Node.Add(nodes);
        function.Output.Add(outputs);
        function.OpsetImport.Add(model.OpsetImport);
        function.OpsetImport.Add(new OperatorSetIdProto { Domain = Domain, Version = 1 });
        return function;
    }

    private static Dictionary<string, int> Count(IEnumerable<string> names) =>
        names.GroupBy(name => name).ToDictionary(group => group.Key, group => group.Count());

    private static bool IsOfFloats(TensorProto tensor) =>
        tensor.DataType is (int)DataType.Float or (int)DataType.Float16;

    private static NodeProto TakeOut(GraphProto graph, TensorProto tensor)
    {
        graph.Initializer.Remove(tensor);
        return Weight(tensor, tensor.Name);
    }

    private static NodeProto Weight(TensorProto tensor, string name)
    {
        TensorProto value = tensor.Clone();
        value.ClearName();
        AttributeProto attribute = new() { Name = "value", Type = AttributeType.Tensor, T = value };
        return new() { OpType = "Constant", Output = { name }, Attribute = { attribute } };
    }

    private static IEnumerable<string> DirectReadsOf(GraphProto graph) =>
        graph.Node.SelectMany(node => node.Input).Where(name => name.Length > 0)
            .Concat(graph.Output.Select(output => output.Name));

    private static IEnumerable<string> DefinedIn(GraphProto graph) => graph.Node.SelectMany(node => node.Output)
        .Concat(graph.Initializer.Select(tensor => tensor.Name)).Concat(graph.Input.Select(input => input.Name));
}
