using FinerCut.Decoders;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Surgery;
using FinerCut.TestModels;
using FinerCut.TestModels.Execution;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Oracles;

namespace FinerCut.Tests.Surgery;

/// <summary>Everything but one sublayer removed, all attention and so all caches included, against the source with nulled branches.</summary>
public class OneSublayerLeftTests
{
    [Theory]
    [MemberData(nameof(ZooFolders.Names), MemberType = typeof(ZooFolders))]
    public void Apply_AllButOne_EqualsNulledSource(string folder)
    {
        ZooFolder zoo = ZooFolder.Require(folder);
        using TemporaryFolder temporary = new();
        List<string> failures = [];
        foreach (string kept in zoo.Sublayers)
        {
            string[] removed = [.. zoo.Sublayers.Where(name => name != kept)];
            int[][] ids = zoo.Cases[0].Ids;
            using OnnxRunner nulled = OnnxRunner.Open(WriteNulled(zoo.ModelPath, removed, temporary.Combine($"nulled {kept}")));
            using OnnxRunner pruned = OnnxRunner.Open(PrunedCopies.Write(zoo.ModelPath, removed, temporary.Combine($"only {kept}")));
            Judge($"{kept} prompt", nulled.Prefill(ids), pruned.Prefill(ids));
            if (nulled.HasCaches)
            {
                Judge($"{kept} step", nulled.PrefillThenStep(ids), pruned.PrefillThenStep(ids));
            }
        }

        Assert.Empty(failures);

        void Judge(string what, LogitsArray expected, LogitsArray actual)
        {
            double difference = expected.LargestDifference(actual);
            if (!(difference <= zoo.Tolerance))
            {
                failures.Add($"{what}: {difference:g3} > {zoo.Tolerance:g3}");
            }
        }
    }

    private static string WriteNulled(string modelPath, IEnumerable<string> removed, string folder)
    {
        PrunedCopies.Write(modelPath, [], folder);
        using Model model = Model.Open(modelPath);
        BranchNulling.Apply(DecoderMap.Find(model), removed.Select(SublayerName.Parse).ToHashSet());
        ModelWriter.Write(model, folder, Path.GetFileName(modelPath), CancellationToken.None);
        return Path.Combine(folder, Path.GetFileName(modelPath));
    }
}
