using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FinerCut.TestModels.Execution;

/// <summary>A client of exported decoders that knows nothing of FinerCut: it feeds what a session asks for and answers
/// logits.</summary>
public sealed class OnnxRunner : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new();
    private readonly DecoderInputs _inputs;

    private OnnxRunner(InferenceSession session, ModelFolder folder, OnnxRunnerOptions options)
    {
        _session = session;
        _inputs = new DecoderInputs(session.InputMetadata, folder, options);
    }

    /// <summary>Whether the model takes caches, so that <see cref="PrefillThenStep"/> works.</summary>
    public bool HasCaches => _inputs.Caches.Count > 0;

    /// <summary>Loads a model on the CPU.</summary>
    /// <param name="path">An <c>.onnx</c> file or a folder that holds one.</param>
    /// <param name="options">How it is run; null for the defaults.</param>
    public static OnnxRunner Open(string path, OnnxRunnerOptions? options = null)
    {
        OnnxRunnerOptions chosen = options ?? new();
        ModelFolder folder = ModelFolder.Find(path);
        using SessionOptions session = new()
        {
            GraphOptimizationLevel = chosen.IsOptimised
                ? GraphOptimizationLevel.ORT_ENABLE_ALL
                : GraphOptimizationLevel.ORT_DISABLE_ALL,
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        return new(new InferenceSession(folder.ModelPath, session), folder, chosen);
    }

    /// <summary>The logits of all tokens in one call with empty caches.</summary>
    /// <param name="ids">Token ids, samples of equal length.</param>
    public LogitsArray Prefill(int[][] ids)
    {
        using NamedValues empty = _inputs.EmptyCaches(ids.Length);
        (LogitsArray logits, NamedValues caches) = Run(new TokenBatch(ids, Past: 0), empty);
        caches.Dispose();
        return logits;
    }

    /// <summary>The logits of all tokens: of all but the last in one call, then of the last with the caches of that
    /// call.</summary>
    /// <param name="ids">Token ids, samples of equal length, two tokens or more.</param>
    public LogitsArray PrefillThenStep(int[][] ids)
    {
        using NamedValues empty = _inputs.EmptyCaches(ids.Length);
        (LogitsArray first, NamedValues caches) =
            Run(new TokenBatch([.. ids.Select(sample => sample[..^1])], Past: 0), empty);
        using NamedValues filled = caches;
        (LogitsArray last, NamedValues unused) =
            Run(new TokenBatch([.. ids.Select(row => row[^1..])], ids[0].Length - 1), filled);
        unused.Dispose();
        return first.Append(last);
    }

    /// <summary>The logits of all tokens, each in a call of its own with the caches of the calls before.</summary>
    /// <param name="ids">Token ids, samples of equal length.</param>
    public LogitsArray Steps(int[][] ids)
    {
        NamedValues caches = _inputs.EmptyCaches(ids.Length);
        LogitsArray? logits = null;
        for (int token = 0; token < ids[0].Length; token++)
        {
            (LogitsArray next, NamedValues filled) =
                Run(new TokenBatch([.. ids.Select(sample => sample[token..(token + 1)])], token), caches);
            caches.Dispose();
            caches = filled;
            logits = logits?.Append(next) ?? next;
        }

        caches.Dispose();
        return logits!;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _runOptions.Dispose();
        _session.Dispose();
    }

    private (LogitsArray Logits, NamedValues Caches) Run(TokenBatch batch, NamedValues caches)
    {
        using NamedValues tokens = _inputs.ForTokens(batch);
        Dictionary<string, OrtValue> inputs = tokens.Values.Concat(caches.Values).ToDictionary();
        string[] outputs = ["logits", .. _inputs.Caches.Select(DecoderInputs.PresentOf)];
        IReadOnlyList<OrtValue> values = _session.Run(_runOptions, [.. inputs.Keys], [.. inputs.Values], outputs);
        return (ReadLogits(values[0]), new NamedValues(_inputs.Caches.Zip(values.Skip(1), KeyValuePair.Create)));
    }

    private static LogitsArray ReadLogits(OrtValue value)
    {
        using (value)
        {
            OrtTensorTypeAndShapeInfo info = value.GetTensorTypeAndShape();
            float[] logits = info.ElementDataType == TensorElementType.Float16
                ? Array.ConvertAll(value.GetTensorDataAsSpan<Float16>().ToArray(), half => (float)half)
                : value.GetTensorDataAsSpan<float>().ToArray();
            return new(logits, (int)info.Shape[0], (int)info.Shape[1], (int)info.Shape[2]);
        }
    }
}
