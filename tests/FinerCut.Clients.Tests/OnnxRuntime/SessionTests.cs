using FinerCut.Clients.Tests.TransformersJs;
using FinerCut.TestModels.Files;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FinerCut.Clients.Tests.OnnxRuntime;

/// <summary>A plain session, fed by what it says of its inputs, as code that knows nothing of pruning would do
/// it.</summary>
[Collection(nameof(ClientCollection))]
public class SessionTests(BundledModel bundled)
{
    private static readonly int[] Prompt = [454, 415, 259, 403, 12, 388, 286, 259];

    [Fact]
    public void Lines_OfThePage_RunEveryPrunedFolder()
    {
        foreach (IReadOnlyList<string> removed in bundled.Model.Removals)
        {
            Assert.Equal(bundled.Model.Continue(removed, Prompt, 1).Single(), Next(bundled.Model.Prune(removed)));
        }
    }

    [Fact]
    public void Lines_OfThePage_AreThoseThatRun()
    {
        string code = File.ReadAllText(Path.Combine(
            SharedData.RepositoryRoot, "tests", "FinerCut.Clients.Tests", "OnnxRuntime", "SessionTests.cs"));
        string lines = string.Join('\n', ClientsPage.Lines(ClientsPage.Block("ONNX Runtime", "csharp")));

        Assert.Contains(
            lines, string.Join('\n', ClientsPage.Lines(code.ReplaceLineEndings("\n"))), StringComparison.Ordinal);
    }

    /// <summary>The likeliest token after the prompt.</summary>
    private static int Next(string folder)
    {
        using InferenceSession session = new(Path.Combine(folder, "model.onnx"));
        Dictionary<string, OrtValue> inputs =
            session.InputMetadata.ToDictionary(input => input.Key, input => First(input.Key, input.Value));
        using IDisposableReadOnlyCollection<OrtValue> outputs =
            session.Run(new RunOptions(), inputs, session.OutputNames);

        ReadOnlySpan<float> logits = outputs[0].GetTensorDataAsSpan<float>();
        ReadOnlySpan<float> last = logits[^(logits.Length / Prompt.Length)..];
        return System.Numerics.Tensors.TensorPrimitives.IndexOfMax(last);
    }

    private static OrtValue First(string name, NodeMetadata input) => name switch
    {
        "input_ids" => Sample(Prompt),
        "attention_mask" => Sample(Enumerable.Repeat(1, Prompt.Length)),
        "position_ids" => Sample(Enumerable.Range(0, Prompt.Length)),
        _ => OrtValue.CreateAllocatedTensorValue(
            OrtAllocator.DefaultInstance, TensorElementType.Float, [1, input.Dimensions[1], 0, input.Dimensions[3]]),
    };

    private static OrtValue Sample(IEnumerable<int> numbers) =>
        OrtValue.CreateTensorValueFromMemory<long>([.. numbers], [1, Prompt.Length]);
}
