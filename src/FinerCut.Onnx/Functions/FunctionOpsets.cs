using FinerCut.Onnx.Graphs;
using FinerCut.Onnx.Messages;

namespace FinerCut.Onnx.Functions;

/// <summary>Sees to it that the nodes of a function mean the same in the model's graph.</summary>
/// <param name="path">The model file, for messages.</param>
/// <param name="imports">The operator sets of the model; those that only functions use are added.</param>
internal sealed class FunctionOpsets(string path, List<OpsetImport> imports)
{
    /// <summary>Compares the versions that a function and its model are written for.</summary>
    /// <param name="function">The function.</param>
    /// <param name="operators">Its nodes and those of the graphs inside them, calls of functions left out.</param>
    /// <exception cref="DiagnosticException">FC1027: an operator may mean something else in the model.</exception>
    public void Require(FunctionMessage function, IEnumerable<NodeMessage> operators)
    {
        foreach (NodeMessage node in operators)
        {
            long? own = VersionIn(function.OpsetImports, node.Domain);
            long? model = VersionIn(imports, node.Domain);
            if (own is { } version && model is null)
            {
                imports.Add(new OpsetImport(node.Domain, version));
            }
            else if (own is { } from && model is { } to && !IsSame(node, from, to))
            {
                throw FunctionErrors.Opsets(path, function.Key, node.OpType, (from, to));
            }
        }
    }

    private static bool IsSame(NodeMessage node, long from, long to) =>
        from == to || (node.Domain.Length == 0 && OperatorChanges.KeepsMeaning(node.OpType, from, to));

    private static long? VersionIn(List<OpsetImport> imports, string domain) =>
        imports.Find(import => NodeMessage.DomainOf(import.Domain) == domain)?.Version;
}
