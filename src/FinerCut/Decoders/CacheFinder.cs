using FinerCut.Onnx.Graphs;

namespace FinerCut.Decoders;

/// <summary>Pairs the outputs that hand a state on with the inputs that bring it.</summary>
internal static class CacheFinder
{
    private static readonly HashSet<string> Layouts = ["Cast", "Identity", "Transpose", "Reshape"];

    private static readonly HashSet<string> Carriers = [.. Layouts, "ScatterND", "ScatterElements", "TensorScatter"];

    /// <summary>The input that an output continues; null where it is no state.</summary>
    public static Value? PastOf(Value present)
    {
        Value? value = present;
        while (value is { IsGraphInput: false, Producer: { } producer })
        {
            value = producer.OpType switch
            {
                "Concat" => producer.Inputs.Select(AsInput).FirstOrDefault(input => input is not null),
                _ when PastInputOf(producer, value) is { } index => producer.Inputs.ElementAtOrDefault(index),
                _ when Carriers.Contains(producer.OpType) => producer.Inputs[0],
                _ => null,
            };
        }

        bool isPast = value is { IsGraphInput: true, Initializer: null, Type: { } type } && IsStored(type.ElementType);
        return isPast ? value : null;
    }

    /// <summary>Whether a cache may hold elements of a type: numbers, or what operators that quantise make of
    /// them.</summary>
    private static bool IsStored(ElementType type) =>
        ElementTypes.IsFloat(type) || (ElementTypes.BitsOf(type) is 4 or 8 && type != ElementType.Bool);

    /// <summary>The node that computes a state, before it is cast or laid out anew for the outside.</summary>
    public static Node? ComputerOf(Value present)
    {
        Node? node = present.Producer;
        while (node is not null && Layouts.Contains(node.OpType) && node.Inputs[0]?.Producer is { } before)
        {
            node = before;
        }

        return node;
    }

    /// <summary>The head size where the shape does not fix it: the width that all heads have together, by their
    /// number.</summary>
    public static long? HeadSizeOf(Value past, IEnumerable<Node> branch)
    {
        if (past.Type?.Dimensions is [.., { Size: { } size }])
        {
            return size;
        }

        long? heads = Readers.FindReaders(past)
            .Select(use => (use.Node.FindAttribute("num_heads") ?? use.Node.FindAttribute("q_num_heads"))?.Int)
            .FirstOrDefault(count => count > 0);
        long? width = branch.LastOrDefault(node => WeightFacts.MultiplyAdds(node) > 0) is { } last
            ? WeightFacts.InputWidth(last)
            : null;
        return Packed(past, width / heads);
    }

    /// <summary>The elements that a head takes: half as many where an operator packs two numbers of four bits into a
    /// byte.</summary>
    /// <param name="past">The cache.</param>
    /// <param name="headSize">Numbers per head.</param>
    public static long? Packed(Value past, long? headSize)
    {
        bool isPacked = past.Type?.ElementType is ElementType.UInt8 or ElementType.Int8
            && Readers.FindReaders(past).Any(use => use.Node.FindAttribute("kv_cache_bit_width")?.Int == 4);
        return isPacked ? headSize / 2 : headSize;
    }

    private static Value? AsInput(Value? value)
    {
        while (value is { IsGraphInput: false, Producer: { } producer } && Carriers.Contains(producer.OpType))
        {
            value = producer.Inputs[0];
        }

        return value is { IsGraphInput: true, Initializer: null } ? value : null;
    }

    private static int? PastInputOf(Node node, Value present) => (AttentionOperators.FirstPastOf(
        node), node.Outputs.Index().First(output => output.Item == present).Index) switch
    {
        ({ } key, 1) => key,
        ({ } key, 2) => key + 1,
        _ => null,
    };
}
