using FinerCut.Commands.Prune;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.TestModels.Files;
using FinerCut.Verification;

namespace FinerCut.Tests.Cases;

/// <summary>One decoder as several tools would store it: every command works, and removes what it removes from the
/// plain file.</summary>
public sealed class VariantTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Names => [.. FileVariants.Names];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void Everything_OfVariant_IsAsOfThePlainFile(string name)
    {
        using CaseRun plain = new(FileVariants.Write(FileVariants.Plain, _folder.Combine("plain")));
        using CaseRun run = new(FileVariants.Write(name, _folder.Combine("variant")));

        PruneResult searched = run.Search();

        Assert.Equal(plain.Search().Plan.Removed, searched.Plan.Removed);
        Assert.Empty(run.Verify(searched.Output!).Findings
            .Where(finding => finding.Result == FindingResult.Differs)
            .Select(finding => $"{finding.Check}: {finding.Detail}"));
        Assert.True(run.Gate().Bytes > 0);
        Assert.Equal(searched.Plan.Removed, run.Apply(searched.Output!).Plan.Removed);
    }

    /// <summary>A checksum stays only where it is that of the written file.</summary>
    [Fact]
    public void Checksums_OfSeveralDataFiles_AreTrueWhereTheyAreKept()
    {
        using CaseRun run = new(FileVariants.Write("checksums", _folder.Combine("variant")));
        string pruned = run.Remove("1.attn").Output!;
        using Model model = Model.Open(Path.Combine(pruned, "model.onnx"));
        Assert.All(
            model.Tensors.Select(tensor => tensor.ExternalData).OfType<ExternalData>(),
            data => Assert.True(
                data.Checksum is null
                    || data.Checksum == FileVariants.ChecksumOf(Path.Combine(pruned, data.Location))));
        Assert.Equal(3, Directory.GetFiles(pruned, "weights*").Length);
    }
}
