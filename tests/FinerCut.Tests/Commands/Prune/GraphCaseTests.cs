using FinerCut.Commands.Gate;
using FinerCut.Commands.Inspect;
using FinerCut.Commands.Prune;
using FinerCut.Commands.Verify;
using FinerCut.Reports;
using FinerCut.Search.Budgets;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Protos;
using FinerCut.Verification;
using Microsoft.Extensions.Logging.Abstractions;

namespace FinerCut.Tests.Commands.Prune;

/// <summary>Graphs that keep weights or layers where few exporters do: every command takes them.</summary>
public sealed class GraphCaseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("mlp-function-weights")]
    [InlineData("attention-function")]
    [InlineData("sparse-weights")]
    public void Case_Searched_IsPrunedAndVerified(string name)
    {
        string source = SharedData.Require("cases", name);
        PruneOptions options = new()
        {
            Model = source,
            Budget = new CountBudget(2),
            Output = new() { Path = _folder.Combine("pruned") },
            Calibration = new() { Samples = 2 }
        };

        options = options with { Calibration = options.Calibration with { SampleTokens = 16, Sources = ["random"] } };
        PruneResult result = PruneRun.Execute(options, SilentObserver.Instance, NullLogger.Instance, Cancellation);
        VerifyResult verified = Verify(result.Output!, source);

        Assert.Equal(8, result.Dense.Sublayers);
        Assert.DoesNotContain(verified.Findings, finding => finding.Result == FindingResult.Differs);
        byte[] written = File.ReadAllBytes(Path.Combine(result.Output!, "model.onnx"));
        Assert.Empty(ModelProto.Parser.ParseFrom(written).Functions);
    }

    [Theory]
    [InlineData("mlp-function-weights")]
    [InlineData("attention-function")]
    [InlineData("sparse-weights")]
    public void Case_WithGates_ComputesTheSame(string name)
    {
        GateOptions options = new() { Model = SharedData.Require("cases", name), Output = _folder.Combine("gated") };

        GateResult result = GateRun.Execute(options, SilentObserver.Instance, NullLogger.Instance, Cancellation);

        Assert.Equal(8, result.Sublayers.Count);
    }

    [Theory]
    [InlineData("mlp-function-weights", "4 functions in the file, called 4 times")]
    [InlineData("attention-function", "4 functions in the file, called 4 times")]
    [InlineData("sparse-weights", "1 weight stored sparse")]
    public void Case_Inspected_HasTheKindsAndSizesOfThePlainModel(string name, string note)
    {
        ModelReport report = InspectRun.Execute(new InspectOptions { Model = SharedData.Require("cases", name) });

        List<(string, long)> expected = [];
        for (int layer = 0; layer < 4; layer++)
        {
            expected.AddRange([($"{layer}.attn", 3104), ($"{layer}.ffn", 6176)]);
        }

        Assert.Equal(expected, report.Sublayers.Select(sublayer => (sublayer.Name, sublayer.Parameters)));
        Assert.StartsWith(note, Assert.Single(report.Notes).Text, StringComparison.Ordinal);
    }

    private static VerifyResult Verify(string output, string source)
    {
        VerifyOptions options = new() { Model = output, Against = source, Samples = 1, SampleTokens = 16 };
        return VerifyRun.Execute(options, SilentObserver.Instance, NullLogger.Instance, Cancellation);
    }
}
