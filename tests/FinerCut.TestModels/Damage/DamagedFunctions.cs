using FinerCut.TestModels.Protos;
using Google.Protobuf.Collections;

namespace FinerCut.TestModels.Damage;

/// <summary>Models whose functions are damaged in their structure: names mixed up, parts left out, calls that lead
/// elsewhere or back.</summary>
public static class DamagedFunctions
{
    /// <summary>Damaged copies of a model, each with one to four accidents.</summary>
    /// <param name="original">A model with functions; not changed.</param>
    /// <param name="seed">Where and what; equal seeds damage equally.</param>
    /// <param name="count">How many copies.</param>
    public static IEnumerable<ModelProto> Of(ModelProto original, int seed, int count) =>
        Enumerable.Range(0, count).Select(number =>
    {
        Random random = new(unchecked((seed * 1_000_003) + number));
        ModelProto model = original.Clone();
        for (int accident = random.Next(1, 5); accident > 0 && model.Functions.Count > 0; accident--)
        {
            Damage(model, Any(model.Functions, random), random);
        }

        return model;
    });

    private static void Damage(ModelProto model, FunctionProto function, Random random)
    {
        NodeProto node = Any(function.Node, random) ?? new NodeProto { OpType = "Neg" };
        switch (random.Next(14))
        {
            case 0:
                model.Functions.Remove(function);
                break;
            case 1:
                model.Functions.Add(function.Clone());
                break;
            case 2:
                function.Node.Remove(node);
                break;
            case 3:
                function.Node.Add(node.Clone());
                break;
            case 4:
                (node.OpType, node.Domain) = (Any(model.Functions, random).Name, function.Domain);
                break;
            case 5:
                function.Name = Any(model.Functions, random).Name;
                break;
            case 6:
                Change(function.Input, Any(function.Output, random), random);
                break;
            case 7:
                Change(function.Output, Any(function.Input, random), random);
                break;
            case 8:
                Change(node.Input, Any(node.Output, random), random);
                break;
            case 9:
                Change(node.Output, Any(function.Input, random), random);
                break;
            case 10:
                Refer(node, random);
                break;
            case 11:
                Any(function.OpsetImport, random)?.ClearVersion();
                break;
            case 12:
                function.Overload = "other";
                break;
            default:
                Change(Any(model.Graph.Node, random).Input, "", random);
                break;
        }
    }

    /// <summary>Attributes that stand for others, which may not be there.</summary>
    private static void Refer(NodeProto node, Random random)
    {
        foreach (AttributeProto attribute in node.Attribute)
        {
            attribute.RefAttrName = random.Next(2) == 0 ? "given" : attribute.Name;
        }
    }

    private static void Change(RepeatedField<string> names, string? name, Random random)
    {
        switch (random.Next(3))
        {
            case 0 when names.Count > 0:
                names.RemoveAt(random.Next(names.Count));
                break;
            case 1 when names.Count > 0:
                names[random.Next(names.Count)] = name ?? "";
                break;
            default:
                names.Add(name ?? "more");
                break;
        }
    }

    private static T Any<T>(RepeatedField<T> items, Random random) =>
        items.Count == 0 ? default! : items[random.Next(items.Count)];
}
