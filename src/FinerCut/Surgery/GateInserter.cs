using FinerCut.Decoders;
using FinerCut.Onnx.Graphs;
using Attribute = FinerCut.Onnx.Graphs.Attribute;

namespace FinerCut.Surgery;

/// <summary>Puts the gates into one graph: the model's own, or a branch of a merged decoder.</summary>
internal sealed class GateInserter
{
    // From this version on Split says how many parts it makes.
    private const long SplitWithCount = 18;
    private const long FirstCastLike = 15;

    private readonly DecoderMap _map;
    private readonly Node _first;
    private readonly long _opset;
    private readonly Node _split;
    private readonly Dictionary<(Value Factor, ElementType Type), Value> _casts = [];

    public GateInserter(DecoderMap map, Value keep)
    {
        (_map, _first) = (map, map.Graph.Nodes[0]);
        _opset = map.Model.OpsetImports.Where(import => import.Domain is "" or "ai.onnx")
            .Select(import => import.Version)
            .FirstOrDefault();
        _split = map.Graph.InsertBefore(_first, new NewNode("finercut.gates", "Split")
        {
            Inputs = [keep],
            Outputs = [.. map.Sublayers.Select(sublayer => $"{BranchGates.InputName}.{sublayer.Name}")],
            Attributes = _opset >= SplitWithCount
                ? [Attribute.CreateAttribute("num_outputs", map.Sublayers.Count)]
                : [],
        });
    }

    public void InsertGates()
    {
        List<(Node Norm, List<Sublayer> Owners)> biases =
            [.. _map.Sublayers.GroupBy(sublayer => sublayer.After.Producer!)
                .Where(group => HasBias(group.Key)).Select(group => (group.Key, OwnersOfBias(group)))];
        foreach (Sublayer sublayer in _map.Sublayers)
        {
            foreach ((int number, Use end) in sublayer.BranchEnds.Index())
            {
                Gate(end, FactorOf(sublayer), NameOf(sublayer) + (number == 0 ? "" : $".{number}"));
            }
        }

        foreach ((Node norm, List<Sublayer> owners) in biases)
        {
            Gate(new Use(norm, FusedNorm.BiasInput(norm)), FactorOf(owners), $"{NameOf(owners[0])}.bias");
        }
    }

    private static string NameOf(Sublayer sublayer) => $"finercut.gate.{sublayer.Name}";

    private static bool HasBias(Node sum) =>
        FusedNorm.Is(sum) && sum.Inputs.ElementAtOrDefault(FusedNorm.BiasInput(sum)) is not null;

    /// <summary>The bias in a fused norm ends the branch that enters there; where only their sum does, it goes with the
    /// last of them.</summary>
    private static List<Sublayer> OwnersOfBias(IGrouping<Node, Sublayer> group)
    {
        List<Sublayer> direct = [.. group.Where(sublayer => sublayer.BranchEnds.Any(end => end.Node == group.Key))];
        return direct.Count > 0 ? direct : [.. group];
    }

    private Value FactorOf(Sublayer sublayer) =>
        _split.Outputs[_map.Sublayers.Index().First(other => other.Item == sublayer).Index]!;

    private Value FactorOf(List<Sublayer> owners) => owners.Count == 1
        ? FactorOf(owners[0])
        : _map.Graph.InsertBefore(_first, "Max", [.. owners.Select(FactorOf)], $"{NameOf(owners[0])}.any").Outputs[0]!;

    private void Gate(Use end, Value factor, string name)
    {
        Value branch = end.Node.Inputs[end.Index]!;
        Value typed = ElementTypeFinder.Find(end) is { } type ? Cast(factor, type) : CastLike(factor, end, name);
        Node gate = _map.Graph.InsertBefore(end.Node, "Mul", [branch, typed], name);
        end.Node.SetInput(end.Index, gate.Outputs[0]);
    }

    private Value Cast(Value factor, ElementType type)
    {
        if (type == ElementType.Float)
        {
            return factor;
        }

        if (!_casts.TryGetValue((factor, type), out Value? cast))
        {
            string name = $"{factor.Name}.{type}";
            cast = _map.Graph.InsertBefore(_first, new NewNode(name, "Cast")
            {
                Inputs = [factor],
                Outputs = [name],
                Attributes = [Attribute.CreateAttribute("to", (long)type)],
            }).Outputs[0]!;
            _casts[(factor, type)] = cast;
        }

        return cast;
    }

    private Value CastLike(Value factor, Use end, string name)
    {
        Value branch = end.Node.Inputs[end.Index]!;
        return _opset >= FirstCastLike
            ? _map.Graph.InsertBefore(end.Node, "CastLike", [factor, branch], name + ".like").Outputs[0]!
            : throw GateErrors.UnknownType(_map.Model.Path, branch.Name);
    }
}
