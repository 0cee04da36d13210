using FinerCut.TestModels.Execution;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Oracles;

namespace FinerCut.Tests.Surgery;

/// <summary>Real exporters' files, really pruned and read back from disk, against PyTorch's logits and against the same
/// files with gates closed. Gates run with all optimisations, and with <c>FINERCUT_WHOLE=1</c> with none as
/// well.</summary>
public class ZooRemovalTests(CompatibilityPage page) : IClassFixture<CompatibilityPage>
{
    // Fused and plain norms round otherwise: 2.5e-5 on the folder with the largest logits.
    private const double KernelTolerance = 5e-5;

    [Theory]
    [MemberData(nameof(ZooFolders.Names), MemberType = typeof(ZooFolders))]
    public void Apply_EveryCaseOfFolder_EqualsReferenceAndGates(string folder)
    {
        ZooFolder zoo = ZooFolder.Require(folder);
        using TemporaryFolder temporary = new();
        GatedCopy gated = GatedCopy.Write(zoo.ModelPath, temporary.Combine("gated"));
        CompatibilityRow row = new(folder, zoo.Exporter, zoo.Architecture);
        List<string> failures = [];
        foreach (bool isOptimised in (bool[])[true, false])
        {
            using OnnxRunner gatedRunner = gated.Open(isOptimised);
            foreach (ZooCase zooCase in zoo.Cases)
            {
                string path =
                    PrunedCopies.Write(zoo.ModelPath, zooCase.Removed, temporary.Combine($"case {zooCase.Name}"));
                using OnnxRunner runner = OnnxRunner.Open(path, new OnnxRunnerOptions { IsOptimised = isOptimised });
                ZooAnswers pruned = ZooAnswers.Of(runner, zooCase);
                row.Add(zooCase.Name, pruned.VerdictsAgainst(zoo));
                failures.AddRange(pruned.FailuresAgainst(zoo).Select(line => $"pruned {line}"));
                if (!isOptimised && !WholeRuns.AreAsked)
                {
                    continue;
                }

                gated.Close(zooCase.Removed);
                ZooAnswers closed = ZooAnswers.Of(gatedRunner, zooCase);
                failures.AddRange(closed.FailuresAgainst(zoo).Select(line => $"gated {line}"));
                failures.AddRange(pruned.FailuresAgainst(closed, zoo.RuntimeTolerance ?? KernelTolerance)
                    .Select(line => $"pruned and gated {line}"));
            }
        }

        Assert.NotEmpty(zoo.Cases);
        Assert.Empty(failures);
        page.Report(row);
    }
}
