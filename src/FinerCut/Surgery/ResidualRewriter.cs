using FinerCut.Decoders;
using FinerCut.Onnx.Graphs;

namespace FinerCut.Surgery;

/// <summary>Takes branches out of residual sums.</summary>
internal static class ResidualRewriter
{
    /// <summary>Leaves nobody who needs the branches; their nodes stay until dead code is removed.</summary>
    public static void Detach(IReadOnlyList<Sublayer> removed, IReadOnlyList<Node> order)
    {
        HashSet<Use> zeros = [.. removed.SelectMany(sublayer => sublayer.BranchEnds)];
        HashSet<Node> dead = [.. removed.SelectMany(sublayer => sublayer.Nodes)];
        foreach (Node sum in order)
        {
            // Asked at each node: a sum of nothing but removed branches is itself a zero for the sum that reads it.
            if (!Enumerable.Range(0, sum.Inputs.Count).Any(index => zeros.Contains(new Use(sum, index))))
            {
                continue;
            }

            if (FusedNorm.Is(sum))
            {
                DetachFused(sum, zeros, dead);
            }
            else
            {
                DetachPlain(sum, zeros);
            }
        }
    }

    /// <summary>A sum of zeros is a zero for those who read it; a sum with one zero is its other side.</summary>
    private static void DetachPlain(Node sum, HashSet<Use> zeros)
    {
        Value output = sum.Outputs[0]!;
        List<int> kept = [.. ResidualSum.SummandIndices(sum).Where(index => !zeros.Contains(new Use(sum, index)))];
        if (ResidualSum.IsProduct(sum) && kept is [0])
        {
            sum.SetInputs([.. sum.Inputs.Take(2)]);
        }
        else if (ResidualSum.IsQuantized(sum) && kept is [var left])
        {
            Requantize(sum, left);
        }
        else if (kept.Count == 0)
        {
            zeros.UnionWith(output.Uses);
        }
        else if (kept.Count == 1)
        {
            output.ReplaceWith(sum.Inputs[kept[0]]!);
        }
        else
        {
            sum.SetInputs([.. kept.Select(index => sum.Inputs[index])]);
        }
    }

    /// <summary>What is left has another scale than the sum had.</summary>
    private static void Requantize(Node sum, int left)
    {
        (Value scale, Value zero) = ResidualSum.QuantizationOf(sum, left);
        Node number = sum.Graph.InsertBefore(
            sum,
            "DequantizeLinear",
            [sum.Inputs[left], scale, zero],
            sum.Graph.UnusedName(sum.Outputs[0]!.Name + "_left"));
        (Value newScale, Value newZero) = ResidualSum.ResultQuantization(sum);
        sum.Become("QuantizeLinear", "", [number.Outputs[0], newScale, newZero]);
    }

    private static void DetachFused(Node sum, HashSet<Use> zeros, HashSet<Node> dead)
    {
        Value stream = sum.Inputs[zeros.Contains(new Use(sum, 0)) ? 1 : 0]!;
        if (stream.Producer is { } before
            && FusedNorm.Is(before)
            && before.OpType == sum.OpType
            && stream == FusedNorm.Sum(before)
                && before.Outputs[0]!.Uses.All(use => dead.Contains(use.Node)) && !before.Outputs[0]!.IsGraphOutput
                && stream.Uses.All(use => use.Node == sum || dead.Contains(use.Node)) && !stream.IsGraphOutput)
        {
            TakeSumOf(before, sum);
            return;
        }

        if (FusedNorm.Sum(sum) is { } named)
        {
            named.ReplaceWith(stream);
        }

        FusedNorm.Split(sum, stream);
    }

    /// <summary>Nobody reads the earlier norm any more: the later one adds up in its place, as if the branch had never
    /// been exported.</summary>
    private static void TakeSumOf(Node before, Node sum)
    {
        int bias = FusedNorm.BiasInput(sum);
        sum.SetInput(0, before.Inputs[0]);
        sum.SetInput(1, before.Inputs[1]);
        Value? addend = before.Inputs.ElementAtOrDefault(bias);
        if (sum.Inputs.Count > bias || addend is not null)
        {
            sum.SetInputs([
                .. sum.Inputs.Take(bias),
                .. Enumerable.Repeat<Value?>(null, Math.Max(0, bias - sum.Inputs.Count)),
                addend
            ]);
        }
    }
}
