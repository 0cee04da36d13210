using FinerCut.Commands.Gate;
using FinerCut.TestModels;
using FinerCut.TestModels.Execution;
using FinerCut.TestModels.Files;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Tests.Commands.Gate;

/// <summary>The page about gates: its sample in C#, which stands here word for word, does what the page says.</summary>
public class GatePageTests
{
    private static OrtValue Keep(IReadOnlyList<string> sublayers, params string[] removed)
    {
        float[] factors = [.. sublayers.Select(name => removed.Contains(name) ? 0f : 1f)];
        return OrtValue.CreateTensorValueFromMemory(factors, [factors.Length]);
    }

    private static float[] Logits(InferenceSession session, long[] ids, OrtValue keep)
    {
        Dictionary<string, OrtValue> feeds = new()
        {
            ["input_ids"] = OrtValue.CreateTensorValueFromMemory(ids, [1, ids.Length]),
            ["attention_mask"] = OrtValue.CreateTensorValueFromMemory(
                Enumerable.Repeat(1L, ids.Length).ToArray(), [1, ids.Length]),
            ["position_ids"] = OrtValue.CreateTensorValueFromMemory(
                Enumerable.Range(0, ids.Length).Select(i => (long)i).ToArray(), [1, ids.Length]),
            ["finercut.keep"] = keep,
        };
        foreach ((string name, NodeMetadata cache) in session.InputMetadata
            .Where(input => input.Key.StartsWith("past_key_values", StringComparison.Ordinal)))
        {
            feeds[name] = OrtValue.CreateTensorValueFromMemory(
                Array.Empty<float>(), [1, cache.Dimensions[1], 0, cache.Dimensions[3]]);
        }

        using RunOptions options = new();
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(options, feeds, ["logits"]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }

    [Fact]
    public void Sample_BundledModel_AnswersAsPruned()
    {
        using TemporaryFolder folder = new();
        string source = Path.Combine(Repository.Root, "models", "tales-3m", "model.onnx");
        GateResult gated = GateRun.Execute(new GateOptions { Model = source, Output = folder.Combine("gated") },
            SilentObserver.Instance, NullLogger.Instance, TestContext.Current.CancellationToken);
        using InferenceSession session = new(folder.Combine("gated", "model.onnx"));
        using OnnxRunner pruned =
            OnnxRunner.Open(PrunedCopies.Write(source, ["3.attn", "7.ffn"], folder.Combine("pruned")));
        using OnnxRunner dense = OnnxRunner.Open(source);

        Assert.InRange(Difference(pruned, "3.attn", "7.ffn"), 0, 1e-4);
        Assert.InRange(Difference(dense), 0, 1e-4);
        Assert.InRange(Difference(dense, "3.attn"), 0.01, 100);

        double Difference(OnnxRunner expected, params string[] removed)
        {
            using OrtValue keep = Keep(gated.Sublayers, removed);
            LogitsArray reference = expected.Prefill([[5, 17, 99, 3]]);
            return reference.LargestDifference(reference with { Values = Logits(session, [5, 17, 99, 3], keep) });
        }
    }

    [Fact]
    public void Sample_OnThePage_IsTheOneHere()
    {
        string page = Repository.ReadText("docs/gate.md").ReplaceLineEndings("\n");
        string[] lines = page.Split("```csharp\n")[1].Split("\n```")[0].Split('\n');
        string here = Repository.ReadText("tests/FinerCut.Tests/Commands/Gate/GatePageTests.cs")
            .ReplaceLineEndings("\n").Replace("private static", "static", StringComparison.Ordinal);

        Assert.Contains(
            string.Join('\n', lines.Select(line => line.Length == 0 ? line : "    " + line)),
            here,
            StringComparison.Ordinal);
        Assert.InRange(lines.Length, 20, 60);
    }
}
