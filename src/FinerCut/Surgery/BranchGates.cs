using FinerCut.Decoders;
using FinerCut.Onnx.Graphs;
using FinerCut.Onnx.Passes;

namespace FinerCut.Surgery;

/// <summary>Multiplies every branch by a number that an input of the model brings: 1 leaves the branch as it is, 0
/// removes it.</summary>
public static class BranchGates
{
    /// <summary>Name of the input: float32, shape <c>[sublayers]</c>, in the order of the stream.</summary>
    public const string InputName = "finercut.keep";

    /// <summary>The input of a model with gates.</summary>
    /// <param name="model">The model.</param>
    /// <returns>Null where the model has no gates.</returns>
    public static Value? FindInput(Model model) => model.Graph.Inputs.FirstOrDefault(input => input.Name == InputName);

    /// <summary>Adds the input and a gate at the end of every branch, in all branches of a merged decoder, and names
    /// the sublayers in the metadata.</summary>
    /// <param name="map">What was recognised in the model, which is edited; the map describes it no longer
    /// afterwards.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">The model has gates, or the element type of a branch cannot
    /// be known.</exception>
    public static void Insert(DecoderMap map)
    {
        Model model = map.Model;
        if (FindInput(model) is not null)
        {
            throw GateErrors.AlreadyGated(model.Path);
        }

        // What is multiplied must be numbers, not what stands for them.
        if (map.Twins.Prepend(map).Select(Defusion.SplitQuantized).ToList().Contains(true))
        {
            map = DecoderMap.Find(model);
        }

        Value keep = model.Graph
            .AddInput(InputName, new TensorType(ElementType.Float, [new Dimension(map.Sublayers.Count, null)]));
        foreach (DecoderMap part in map.Twins.Prepend(map))
        {
            new GateInserter(part, keep).InsertGates();
        }

        model.SetMetadata(DecoderMap.SublayersKey, string.Join(',', map.Sublayers.Select(sublayer => sublayer.Name)));
    }

    /// <summary>Takes input and gates out, as if all were 1; a model without gates stays as it is.</summary>
    /// <param name="model">The model, which is edited.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">Something else than gates reads the input.</exception>
    public static void Remove(Model model)
    {
        if (FindInput(model) is not { } keep)
        {
            return;
        }

        HashSet<Value> factors = [keep];
        Stack<Value> open = new(factors);
        while (open.TryPop(out Value? factor))
        {
            foreach (Use use in factor.Uses.ToList())
            {
                if (use.Node is { Domain: "", OpType: "Mul" })
                {
                    use.Node.Outputs[0]!.ReplaceWith(use.Node.Inputs[1 - use.Index]!);
                }
                else if (use is { Node: { Domain: "", OpType: "Split" or "Cast" or "CastLike" or "Max" } }
                    && !factor.IsGraphOutput)
                {
                    use.Node.Outputs.OfType<Value>().Where(factors.Add).ToList().ForEach(open.Push);
                }
                else
                {
                    throw GateErrors.Altered(model.Path, use.Node.Title);
                }
            }
        }

        DeadCode.Remove(model.Graph);
        model.Graph.RemoveInput(keep);
    }
}
