namespace FinerCut.Onnx.Graphs;

/// <summary>What a node that is put into a graph is to be.</summary>
/// <param name="Name">Its name, for people; need not be unique.</param>
/// <param name="OpType">The operator, such as <c>Split</c>.</param>
public sealed record NewNode(string Name, string OpType)
{
    /// <summary>The operator's domain; empty, the default, for ONNX's own.</summary>
    public string Domain { get; init; } = "";

    /// <summary>What it reads; null where an optional input is left out.</summary>
    public required IReadOnlyList<Value?> Inputs { get; init; }

    /// <summary>Names of the values that it writes, which no value of the graph has; null where an optional output is
    /// left out.</summary>
    public required IReadOnlyList<string?> Outputs { get; init; }

    /// <summary>Its constants; none by default.</summary>
    public IReadOnlyList<Attribute> Attributes { get; init; } = [];
}
