using FinerCut.TestModels;
using FinerCut.TestModels.Execution;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Oracles;

namespace FinerCut.Tests.Surgery;

/// <summary>Neighbours in pairs, and all sublayers but one, so that all attention and its caches are gone too, against
/// the same files with gates closed. <c>FINERCUT_WHOLE=1</c> tries all pairs.</summary>
public class PairRemovalTests
{
    // Fused and plain norms round otherwise.
    private const double KernelTolerance = 5e-5;

    [Theory]
    [MemberData(nameof(ZooFolders.Names), MemberType = typeof(ZooFolders))]
    public void Apply_PairsAndAllButOne_EqualGates(string folder)
    {
        ZooFolder zoo = ZooFolder.Require(folder);
        using TemporaryFolder temporary = new();
        GatedCopy gated = GatedCopy.Write(zoo.ModelPath, temporary.Combine("gated"));
        using OnnxRunner dense = gated.Open();
        int[][] ids = zoo.Cases[0].Ids;
        List<string> failures = [];
        foreach (string[] removed in Pairs(zoo.Sublayers).Concat(AllButOne(zoo.Sublayers)))
        {
            string name = string.Join(' ', removed);
            using OnnxRunner pruned =
                OnnxRunner.Open(PrunedCopies.Write(zoo.ModelPath, removed, temporary.Combine(name)));
            gated.Close(removed);
            Judge($"{name}, prompt", dense.Prefill(ids), pruned.Prefill(ids));
            if (dense.HasCaches)
            {
                Judge($"{name}, step", dense.PrefillThenStep(ids), pruned.PrefillThenStep(ids));
            }
        }

        Assert.Empty(failures);

        void Judge(string what, LogitsArray expected, LogitsArray actual)
        {
            double difference = expected.LargestDifference(actual);
            if (!(difference <= (zoo.RuntimeTolerance ?? KernelTolerance)))
            {
                failures.Add($"{what}: {difference:g3}");
            }
        }
    }

    private static IEnumerable<string[]> Pairs(IReadOnlyList<string> names) => names.SelectMany((first, index) =>
        names.Skip(index + 1).Take(WholeRuns.AreAsked ? names.Count : 1).Select(second => new[] { first, second }));

    private static IEnumerable<string[]> AllButOne(IReadOnlyList<string> names) =>
        names.Select(kept => names.Where(name => name != kept).ToArray());
}
