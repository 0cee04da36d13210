using FinerCut.Onnx.Messages;

namespace FinerCut.Onnx.Functions;

/// <summary>Makes names that nothing in a model has.</summary>
internal sealed class FreshNames
{
    private const int LongestInLetters = 300;

    private readonly HashSet<string> _used;
    private readonly Dictionary<string, int> _numbers = [];

    private FreshNames(IEnumerable<string> used) => _used = [.. used];

    /// <summary>Names for values.</summary>
    public static FreshNames OfValues(GraphMessage graph) => new(WithInner(graph).SelectMany(ValuesOf));

    /// <summary>Names for nodes, which runtimes want to differ as well.</summary>
    public static FreshNames OfNodes(GraphMessage graph) =>
        new(WithInner(graph).SelectMany(inner => inner.Nodes).Select(node => node.Name));

    /// <summary>A name for something inside something else.</summary>
    /// <param name="outer">Such as the name of a call.</param>
    /// <param name="name">The name that it has inside.</param>
    /// <returns>Both with a slash between, the end of that where it is very long, and a number where it is
    /// taken.</returns>
    public string Make(string outer, string name)
    {
        string wanted = Join(outer, name);
        string made = wanted;
        while (!_used.Add(made))
        {
            int number = _numbers[wanted] = _numbers.GetValueOrDefault(wanted, 1) + 1;
            made = $"{wanted}_{number}";
        }

        return made;
    }

    private static string Join(string outer, string name)
    {
        string whole = outer.Length == 0 ? name : $"{outer}/{name}";
        return whole.Length <= LongestInLetters ? whole : whole[^LongestInLetters..];
    }

    private static IEnumerable<string> ValuesOf(GraphMessage graph) => graph.Inputs
        .Concat(graph.Outputs).Concat(graph.ValueInfos).Select(info => info.Name)
        .Concat(graph.AllInitializers.Select(tensor => tensor.Name))
        .Concat(graph.Nodes.SelectMany(node => node.Inputs.Concat(node.Outputs)));

    private static IEnumerable<GraphMessage> WithInner(GraphMessage graph) =>
        graph.Nodes.SelectMany(node => node.InnerGraphs).SelectMany(WithInner).Prepend(graph);
}
