using FinerCut.Companions;
using FinerCut.Folders;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Onnx.Passes;
using static FinerCut.Onnx.InvariantText;

namespace FinerCut.Verification.Checks;

/// <summary>What speaks of bytes in data files besides the graph's own tensors: checksums, <c>shared_initializers</c>,
/// and other graphs.</summary>
internal static class DataFilesCheck
{
    private const string Name = "data files";

    /// <summary>Follows each of them in both folders and compares the bytes.</summary>
    public static Finding Compare(FolderPair pair)
    {
        IReadOnlyList<SharedInitializer> shared = SharedInitializers.Read(pair.PrunedFolder.Root);
        string? difference = Checksums(pair).Concat(Shared(pair, shared)).Concat(Readers(pair)).FirstOrDefault();
        int checksums = Models(pair).SelectMany(ChecksumsOf).Count();
        string counts = Text(
            $"{checksums} checksums, {shared.Count} shared initializers, {pair.Readers.Count} other graphs");
        return difference is not null ? Finding.Differs(Name, difference)
            : checksums + shared.Count + pair.Readers.Count == 0
            ? Finding.Skipped(Name, "nothing but the graph speaks of them")
            : Finding.Same(Name, $"{counts} speak of the bytes that are there");
    }

    private static IEnumerable<Model> Models(FolderPair pair) =>
        pair.Readers.Select(reader => reader.Pruned).OfType<Model>().Prepend(pair.Pruned.Model);

    private static IEnumerable<(string Path, string Checksum)> ChecksumsOf(Model model) =>
        model.Tensors.Select(tensor => tensor.ExternalData).OfType<ExternalData>()
        .Where(data => data.Checksum is not null)
        .Select(data => (ExternalDataFiles.RangeOf(model, data).Path, data.Checksum!)).Distinct();

    private static IEnumerable<string> Checksums(FolderPair pair) =>
        from model in Models(pair)
        from checksum in ChecksumsOf(model)
        let digest = FileHash.ComputeSha1(checksum.Path)
        where !digest.Equals(checksum.Checksum, StringComparison.OrdinalIgnoreCase)
        select $"the checksum of {Path.GetFileName(checksum.Path)} is {digest}, and {Path.GetFileName(model.Path)} "
            + $"says {checksum.Checksum}";

    private static IEnumerable<string> Shared(FolderPair pair, IReadOnlyList<SharedInitializer> found)
    {
        IReadOnlyList<SharedInitializer> expected = pair.Companions.Shared;
        if (expected.Count != found.Count)
        {
            yield return Text($"genai_config.json has {found.Count} shared initializers instead of {expected.Count}");
        }

        foreach ((SharedInitializer before, SharedInitializer after) in expected.Zip(found))
        {
            if (before.Range is { } range && Difference(range, after, pair.Pruned.Model) is { } difference)
            {
                yield return $"{after.Section}.shared_initializers: '{after.Name}' {difference}";
            }
        }
    }

    private static string? Difference(DataRange before, SharedInitializer after, Model graph)
    {
        if (after.Range is not { } range)
        {
            return "tells no bytes of a file that is there";
        }

        ExternalData? tensor = graph.Graph.FindValue(after.Name)?.Initializer?.ExternalData;
        return !DataBytes.AreSame(before, range)
            ? Text($"has other bytes at {range.Offset} of {Path.GetFileName(range.Path)} than in the dense model")
            : tensor is null || ExternalDataFiles.RangeOf(graph, tensor) is not { } own || own.Path != range.Path
                || own == range ? null
            : Text($"is at {range.Offset}, and the graph has it at {own.Offset}");
    }

    private static IEnumerable<string> Readers(FolderPair pair)
    {
        foreach ((Model dense, Model? pruned) in pair.Readers)
        {
            string name = pair.DenseFolder.NameOf(dense.Path);
            if (pruned is null)
            {
                yield return $"{name} is missing";
            }
            else if (GraphPrinter.Print(dense.Graph) != GraphPrinter.Print(pruned.Graph))
            {
                yield return $"{name} has another graph";
            }
            else if (dense.Tensors.Zip(pruned.Tensors).FirstOrDefault(
                both => !AreSame(dense, both.First, pruned, both.Second)) is { First: { } other })
            {
                yield return $"'{other.Name}' of {name} has other bytes than in the dense model";
            }
        }
    }

    private static bool AreSame(Model dense, Tensor before, Model pruned, Tensor after) =>
        before.ExternalData is { } first && after.ExternalData is { } second
            ? DataBytes.AreSame(ExternalDataFiles.RangeOf(dense, first), ExternalDataFiles.RangeOf(pruned, second))
            : before.ExternalData is null && after.ExternalData is null;
}
