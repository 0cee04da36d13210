using FinerCut.TestModels;
using FinerCut.TestModels.Oracles;

namespace FinerCut.Onnx.Tests.TestModels;

public class ZooFolderTests
{
    [Fact]
    public void Cases_OfEveryFolder_FillItsReferenceFile()
    {
        IReadOnlyList<string> names = ZooFolder.AllNames();

        Assert.Equal(33, names.Count);
        Assert.All(names, name =>
        {
            ZooFolder folder = ZooFolder.Require(name);
            long elements = folder.Cases.Sum(zooCase => (long)folder.Reference(zooCase).Values.Length);
            Assert.Equal(elements * sizeof(float), new FileInfo(Path.Combine(folder.Path, "reference.bin")).Length);
            Assert.True(File.Exists(folder.ModelPath));
            Assert.Equal(folder.Sublayers.Count + 11, folder.Cases.Count);
        });
    }

    [Fact]
    public void Judge_AnAnswerOffByMoreThanTheTolerance_IsNotWithin()
    {
        ZooFolder folder = ZooFolder.Require("llama-gqa.optimum.fp32");
        LogitsArray reference = folder.Reference(folder.Cases[0]);
        LogitsArray off = reference with { Values = [reference.Values[0] + 0.001f, .. reference.Values[1..]] };

        Assert.True(folder.Judge(folder.Cases[0], reference).IsWithin);
        Assert.False(folder.Judge(folder.Cases[0], off).IsWithin);
    }

    [Fact]
    public void Judge_WhereTwoReferencesAre_TakesTheNearer()
    {
        ZooFolder folder = ZooFolder.Require("llama-gqa.genai-cpu.int4");
        ZooVerdict verdict = folder.Judge(folder.Cases[0], folder.RuntimeReference(folder.Cases[0])!);

        Assert.Equal(0, verdict.Error);
        Assert.Equal(folder.RuntimeTolerance, verdict.Tolerance);
        Assert.NotEqual(folder.Tolerance, folder.RuntimeTolerance);
    }
}
