using FinerCut.Onnx.Graphs;

namespace FinerCut.Decoders;

/// <summary>Who reads a value, also where it is cast or laid out anew on the way.</summary>
internal static class Readers
{
    private static readonly HashSet<string> Layouts = ["Cast", "Identity", "Transpose"];

    /// <summary>The uses of a value by nodes that do more with it than to cast it or to lay it out anew.</summary>
    public static IEnumerable<Use> FindReaders(Value value)
    {
        Stack<Value> open = new([value]);
        while (open.TryPop(out Value? next))
        {
            foreach (Use use in next.Uses)
            {
                if (!IsLayout(use.Node))
                {
                    yield return use;
                }
                else
                {
                    open.Push(use.Node.Outputs[0]!);
                }
            }
        }
    }

    /// <summary>Whether everyone who reads a value asks for nothing but its shape.</summary>
    public static bool AskOnlyForShape(Value value)
    {
        Stack<Value> open = new([value]);
        while (open.TryPop(out Value? next))
        {
            if (next.IsGraphOutput || next.Uses
                .Any(use => !IsLayout(use.Node) && use.Node is not { Domain: "", OpType: "Shape" or "Size" }))
            {
                return false;
            }

            foreach (Use use in next.Uses.Where(use => IsLayout(use.Node)))
            {
                open.Push(use.Node.Outputs[0]!);
            }
        }

        return true;
    }

    private static bool IsLayout(Node node) =>
        node.Domain.Length == 0 && Layouts.Contains(node.OpType) && node.Outputs is [not null];
}
