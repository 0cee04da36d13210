using FinerCut.TestModels.Protos;
using Google.Protobuf;
using Google.Protobuf.Collections;

namespace FinerCut.TestModels.Damage;

/// <summary>Graphs that are sound protobuf and damaged in their structure: parts left out, swapped, renamed, repeated,
/// numbers made absurd.</summary>
public static class DamagedGraphs
{
    private static readonly long[] Absurd = [0, -1, 1, 2, long.MaxValue, long.MinValue, int.MaxValue, 1L << 40];

    /// <summary>Damaged copies of a model, each with one to four accidents.</summary>
    /// <param name="original">Not changed.</param>
    /// <param name="seed">Where and what; equal seeds damage equally.</param>
    /// <param name="count">How many copies.</param>
    public static IEnumerable<ModelProto> Of(
        ModelProto original, int seed, int count) => Enumerable.Range(0, count).Select(number =>
    {
        Random random = new(unchecked((seed * 1_000_003) + number));
        ModelProto model = original.Clone();
        for (int accident = random.Next(1, 5); accident > 0; accident--)
        {
            GraphProto[] graphs =
                [.. GraphsOf(model.Graph).Where(graph => graph.Node.Count > 0 && graph.Output.Count > 0)];
            if (graphs.Length > 0)
            {
                Damage(model.Graph, graphs[random.Next(graphs.Length)], random);
            }
        }

        return model;
    });

    private static IEnumerable<GraphProto> GraphsOf(GraphProto graph) =>
        graph.Node.SelectMany(node => node.Attribute)
            .Where(attribute => attribute.G is not null)
            .SelectMany(attribute => GraphsOf(attribute.G))
            .Prepend(graph);

    private static void Damage(GraphProto top, GraphProto graph, Random random)
    {
        NodeProto node = Any(graph.Node, random);
        switch (random.Next(16))
        {
            case 0:
                graph.Node.Remove(node);
                break;
            case 1:
                DropOne(node.Input, random);
                break;
            case 2:
                DropOne(node.Output, random);
                break;
            case 3:
                node.Input.Clear();
                break;
            case 4:
                node.Output.Clear();
                break;
            case 5:
                Rewire(node.Input, Any(Any(graph.Node, random).Output, random), random);
                break;
            case 6:
                Rewire(node.Input, random.Next(3) == 0 ? "" : Any(top.Initializer, random).Name, random);
                break;
            case 7:
                node.OpType = random.Next(8) == 0 ? "" : Any(graph.Node, random).OpType;
                break;
            case 8:
                node.Attribute.Clear();
                break;
            case 9:
                Distort(Any(top.Initializer, random), random);
                break;
            case 10:
                Any(graph.Output, random).Name = Any(Any(graph.Node, random).Output, random) ?? "";
                break;
            case 11:
                Any(graph.Output, random).Name = Any(top.Input, random).Name;
                break;
            case 12:
                graph.Node.Add(node.Clone());
                break;
            case 13:
                Any(top.Input, random).Type = Any(top.Output, random).Type.Clone();
                break;
            case 14:
                DistortAttribute(node, random);
                break;
            default:
                Rename(graph, random);
                break;
        }
    }

    private static void DropOne(RepeatedField<string> names, Random random)
    {
        if (names.Count > 0)
        {
            names.RemoveAt(random.Next(names.Count));
        }
    }

    private static void Rewire(RepeatedField<string> names, string? name, Random random)
    {
        if (names.Count > 0 && name is not null)
        {
            names[random.Next(names.Count)] = name;
        }
    }

    private static void Distort(TensorProto tensor, Random random)
    {
        switch (random.Next(5))
        {
            case 0:
                tensor.Dims.Clear();
                break;
            case 1:
                tensor.Dims.Add(Absurd[random.Next(Absurd.Length)]);
                break;
            case 2:
                tensor.DataType = random.Next(-1, 40);
                break;
            case 3:
                tensor.ClearRawData();
                break;
            default:
                tensor.RawData = ByteString.CopyFrom(new byte[random.Next(100)]);
                break;
        }
    }

    private static void DistortAttribute(NodeProto node, Random random)
    {
        foreach (AttributeProto attribute in node.Attribute)
        {
            attribute.I = Absurd[random.Next(Absurd.Length)];
            attribute.Ints.Add(Absurd[random.Next(Absurd.Length)]);
            attribute.Type = (AttributeProto.Types.AttributeType)random.Next(-1, 16);
            attribute.T?.Dims.Add(Absurd[random.Next(Absurd.Length)]);
        }
    }

    /// <summary>Another number in the name of a cache, as after a careless edit.</summary>
    private static void Rename(GraphProto graph, Random random)
    {
        string old = Any(graph.Output, random).Name;
        string other = old.Any(char.IsAsciiDigit)
            ? string.Concat(old.Select(letter => char.IsAsciiDigit(letter) ? $"{random.Next(12)}" : $"{letter}"))
            : old + "_0";
        foreach (NodeProto node in graph.Node)
        {
            Replace(node.Input);
            Replace(node.Output);
        }

        graph.Output.First(output => output.Name == old).Name = other;

        void Replace(RepeatedField<string> names)
        {
            for (int index = 0; index < names.Count; index++)
            {
                names[index] = names[index] == old ? other : names[index];
            }
        }
    }

    private static T Any<T>(RepeatedField<T> items, Random random) =>
        items.Count == 0 ? default! : items[random.Next(items.Count)];
}
