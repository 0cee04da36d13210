using FinerCut.Commands.Inspect;
using FinerCut.Reports;
using FinerCut.TestModels.Oracles;
using FinerCut.Tests.Surgery;

namespace FinerCut.Tests.Reports;

public class ModelExplainerTests
{
    [Theory]
    [MemberData(nameof(ZooFolders.Names), MemberType = typeof(ZooFolders))]
    public void Explain_ZooFolder_NamesEverySublayerAndEveryOtherAddition(string folder)
    {
        ZooFolder zoo = ZooFolder.Require(folder);

        ModelReport report = InspectRun.Execute(new InspectOptions { Model = zoo.ModelPath, IsExplained = true });

        ModelExplanation explanation = Assert.IsType<ModelExplanation>(report.Explanation);
        Assert.Equal(zoo.Sublayers, explanation.Sublayers.Select(sublayer => sublayer.Name));
        Assert.Equal("logits", explanation.StreamEnd);
        Assert.All(explanation.Sublayers, sublayer =>
        {
            Assert.NotEmpty(sublayer.Branches);
            Assert.InRange(sublayer.Nodes, 3, 1000);
            Assert.Null(sublayer.Refusal);
            Assert.Equal(
                sublayer.Name.EndsWith(".ffn", StringComparison.Ordinal),
                sublayer.Evidence == "neither attention nor state");
        });
        Assert.All(explanation.Rejected, addition => Assert.NotEmpty(addition.Reason));
        Assert.DoesNotContain(explanation.Rejected, addition => explanation.Sublayers.Any(sublayer => sublayer.Residual
            .Any(node => node.StartsWith(addition.Node + " ", StringComparison.Ordinal))));
    }

    [Fact]
    public void Explain_BiasesAndMasks_AreRejectedWithTheirReasons()
    {
        ZooFolder zoo = ZooFolder.Require("gpt2.optimum.fp32");

        ModelExplanation explanation = InspectRun.Execute(
            new InspectOptions { Model = zoo.ModelPath, IsExplained = true }).Explanation!;

        Assert.Contains(explanation.Rejected, addition => addition.Sublayer is not null
            && addition.Reason.Contains("constant", StringComparison.Ordinal));
        Assert.Contains(explanation.Rejected, addition => addition.Sublayer is not null
            && addition.Reason.Contains("inner sum", StringComparison.Ordinal));
    }

    [Fact]
    public void Inspect_NotAsked_ExplainsNothing() =>
        Assert.Null(InspectRun.Execute(
            new InspectOptions { Model = ZooFolder.Require("gpt2.optimum.fp32").ModelPath }).Explanation);
}
