using FinerCut.TestModels.Execution;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Oracles;

namespace FinerCut.Tests.Surgery;

/// <summary>Real exporters' files, really pruned and read back from disk, against PyTorch's logits.</summary>
public class ZooRemovalTests(CompatibilityPage page) : IClassFixture<CompatibilityPage>
{
    [Theory]
    [MemberData(nameof(ZooFolders.Names), MemberType = typeof(ZooFolders))]
    public void Apply_EveryCaseOfFolder_EqualsReference(string folder)
    {
        ZooFolder zoo = ZooFolder.Require(folder);
        using TemporaryFolder temporary = new();
        CompatibilityRow row = new(folder, zoo.Exporter, zoo.Architecture);
        foreach (ZooCase zooCase in zoo.Cases)
        {
            string path = PrunedCopies.Write(zoo.ModelPath, zooCase.Removed, temporary.Combine($"case {zooCase.Name}"));
            foreach (bool isOptimised in (bool[])[true, false])
            {
                using OnnxRunner runner = OnnxRunner.Open(path, new OnnxRunnerOptions { IsOptimised = isOptimised });
                row.Add($"{zooCase.Name} prompt, optimised: {isOptimised}", zoo.Judge(zooCase, runner.Prefill(zooCase.Ids)));
                if (runner.HasCaches)
                {
                    row.Add($"{zooCase.Name} step, optimised: {isOptimised}", zoo.Judge(zooCase, runner.PrefillThenStep(zooCase.Ids)));
                }
            }

            row.EndCase();
        }

        Assert.NotEmpty(zoo.Cases);
        Assert.Empty(row.Failures);
        page.Report(row);
    }
}
