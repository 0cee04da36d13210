using System.Diagnostics;
using System.Globalization;
using FinerCut.Decoders;
using FinerCut.Evaluation;
using FinerCut.Evaluation.Protocols;
using FinerCut.Execution;
using FinerCut.Execution.Values;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Tokenizers;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Benchmarks;

/// <summary>What perplexity by windows takes beside plain forward passes of the whole model over the same
/// windows.</summary>
internal static class EvalBenchmark
{
    private const int Windows = 4;
    private const int Passes = 5;

    /// <summary>Reads the arguments and prints one line.</summary>
    /// <param name="args">The model's folder, and a text.</param>
    public static void Run(ReadOnlySpan<string> args)
    {
        string path = Path.Combine(args[0], "model.onnx");
        IReadOnlyList<int> ids =
            TokenizerFolder.Open(args[0]).EncodeIds(File.ReadAllText(args[1]), addSpecialTokens: false);
        TextWindow[] windows = [.. new WindowCutter(new WindowSettings()).Cut(ids).Take(Windows)];
        SessionFactory sessions = new(ExecutionProvider.Cpu, Environment.ProcessorCount);
        using Model model = Model.Open(path);
        DecoderInputs inputs = new(DecoderMap.Find(model));
        using BoundSession whole = new(sessions.OpenWhole(model, isEdited: false));
        List<OutputPlace> logits = [new(DecoderMap.Find(model).Logits.Name, OrtMemoryInfo.DefaultInstance)];
        using SegmentedDecoder decoder = SegmentedDecoder.Open(path, sessions);
        EvaluatedModel evaluated = new(decoder, new HashSet<SublayerName>());

        (double plain, double eval) = (double.PositiveInfinity, double.PositiveInfinity);
        for (int pass = 0; pass <= Passes; pass++)
        {
            // Both take turns, so that a busy moment hits both. The first ones lay weights out and find memory.
            (double plainNow, double evalNow) = (Seconds(Plain), Seconds(Eval));
            (plain, eval) = pass == 0 ? (plain, eval) : (Math.Min(plain, plainNow), Math.Min(eval, evalNow));
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"plain {plain:0.00} s  eval {eval:0.00} s  rate {plain / eval:0.000}"));

        void Plain()
        {
            foreach (TextWindow window in windows)
            {
                Dictionary<string, OrtValue> values = inputs.Create(window.Ids, past: null, pastLength: 0);
                whole.RunModel([.. values.Keys], [.. values.Values], logits)[0].Dispose();
                values.Values.ToList().ForEach(value => value.Dispose());
            }
        }

        void Eval() => WindowLosses.Measure(evaluated, windows, () => { });
    }

    private static double Seconds(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
