using FinerCut.Companions;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using static FinerCut.Onnx.InvariantText;

namespace FinerCut.Verification.Checks;

/// <summary>What a pruned folder would carry along for nothing: bytes, weights, nodes and data files that no one
/// uses.</summary>
internal static class UnusedCheck
{
    private const string Name = "unused bytes";

    /// <summary>Looks for them.</summary>
    public static Finding Look(FolderPair pair)
    {
        Model model = pair.Pruned.Model;
        List<string> findings =
            [.. ExternalDataFiles.UnusedBytes(model, OthersIn(pair)).Where(file => file.Value > 0)
            .Select(file => Text($"{file.Value} bytes of {file.Key} belong to no tensor"))];
        List<Value> weights =
            [.. GraphsOf(model.Graph).SelectMany(graph => graph.Initializers).Where(weight => weight.IsUnused)];
        if (weights.Count > 0)
        {
            findings.Add(Text($"{weights.Count} weights with {weights.Sum(weight => weight.Initializer!.SizeInBytes)} "
                + $"bytes, such as {weights[0].Name}, are read by no node"));
        }

        List<Node> nodes = [.. GraphsOf(model.Graph)
            .SelectMany(graph => graph.Nodes)
            .Where(node => node.Outputs.All(output => output is not { IsUnused: false }))];
        if (nodes.Count > 0)
        {
            findings.Add(
                Text($"{nodes.Count} nodes, such as {nodes[0].Name} ({nodes[0].OpType}), compute what nobody reads"));
        }

        if (model.Functions is { Uncalled: > 0 and var number, UncalledBytes: var bytes })
        {
            findings.Add(Text($"{number} functions with {bytes} bytes are called by nothing"));
        }

        HashSet<string> used =
        [
            model.Path, .. ExternalDataFiles.ListFiles(model)
                .Select(location => Path.GetFullPath(Path.Combine(model.Folder, location))),
            .. pair.Companions.Copied.Concat(pair.Readers.Select(reader => pair.DenseFolder.NameOf(reader.Dense.Path)))
                .Select(name => Path.GetFullPath(Path.Combine(pair.PrunedFolder.Root, name))),
        ];
        findings.AddRange(Directory.EnumerateFiles(
            model.Folder, Path.GetFileName(model.Path) + "*").Where(file => !used.Contains(Path.GetFullPath(file)))
            .Select(file => Text(
                $"{Path.GetFileName(file)} ({new FileInfo(file).Length} bytes) belongs to no tensor")));
        return findings.Count == 0 ? Finding.Same(Name, "none") : Finding.Differs(Name, string.Join("; ", findings));
    }

    /// <summary>The bytes of data files that the configuration or another graph speaks of.</summary>
    private static IReadOnlyList<DataRange> OthersIn(FolderPair pair) =>
    [
        .. SharedInitializers.Read(pair.PrunedFolder.Root).Select(entry => entry.Range).OfType<DataRange>(),
        .. pair.Readers.Select(reader => reader.Pruned).OfType<Model>()
        .SelectMany(reader => reader.Tensors.Select(tensor => tensor.ExternalData)
            .OfType<ExternalData>().Select(data => ExternalDataFiles.RangeOf(reader, data))),
    ];

    private static IEnumerable<Graph> GraphsOf(Graph graph) =>
        graph.Nodes.SelectMany(node => node.InnerGraphs).SelectMany(GraphsOf).Prepend(graph);
}
