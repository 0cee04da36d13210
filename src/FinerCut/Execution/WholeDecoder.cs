using FinerCut.Decoders;
using FinerCut.Execution.Values;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Surgery;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Execution;

/// <summary>A whole model, opened from its file as any client opens it, and run call by call.</summary>
/// <remarks>Where the CPU cannot run the model as it stands, norms of queries and keys are computed before the
/// attention operators instead of inside. <see cref="CachedDecoder"/> keeps the caches between calls;
/// <see cref="SegmentedDecoder"/> runs models in segments, so that sublayers can be left out and weights need not be in
/// memory at once. Not for several threads.</remarks>
internal sealed class WholeDecoder : IDisposable
{
    private readonly Model _model;
    private readonly DecoderInputs _inputs;
    private readonly BoundSession _session;
    private readonly IValueMemory _memory;
    private readonly OutputPlace _logits;
    private readonly IReadOnlyList<OutputPlace> _logitsAndCaches;

    private WholeDecoder(Model model, SessionFactory sessions, IReadOnlySet<SublayerName> bypassed)
    {
        _model = model;
        bool isEdited = bypassed.Count > 0 || model.IsEdited;
        Map = DecoderMap.Find(model);
        Caches = [.. Map.Caches];
        _inputs = new DecoderInputs(Map);
        _memory = sessions.ValueMemory;
        _logits = new OutputPlace(Map.Logits.Name, OrtMemoryInfo.DefaultInstance);
        _logitsAndCaches = [_logits, .. Caches.Select(cache => new OutputPlace(cache.Present.Name, _memory.Info))];
        if (bypassed.Count > 0)
        {
            BranchNulling.Apply(Map, bypassed);
        }

        _session = new BoundSession(sessions.OpenWhole(model, isEdited));
    }

    /// <summary>What is recognised in the model.</summary>
    public DecoderMap Map { get; }

    /// <summary>The model's key-value caches and other states; none where every call reads the whole text.</summary>
    public IReadOnlyList<Cache> Caches { get; }

    /// <inheritdoc cref="DecoderInputs.Limits"/>
    public CallLimits Limits => _inputs.Limits;

    /// <inheritdoc cref="DecoderInputs.Closed"/>
    public IReadOnlySet<SublayerName> Closed
    {
        get => _inputs.Closed;
        set => _inputs.Closed = value;
    }

    /// <summary>Opens a model as its file holds it.</summary>
    /// <inheritdoc cref="Open(string, SessionFactory, IReadOnlySet{SublayerName})"/>
    public static WholeDecoder Open(string path, SessionFactory sessions) =>
        Open(path, sessions, new HashSet<SublayerName>());

    /// <summary>Opens a model some of whose branches add nothing to the stream; all its kernels stay as they
    /// are.</summary>
    /// <param name="path">The <c>.onnx</c> file.</param>
    /// <param name="sessions">Provider and threads.</param>
    /// <param name="bypassed">The sublayers whose branches add nothing.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">The model is damaged, no decoder, or refused by the
    /// runtime.</exception>
    public static WholeDecoder Open(string path, SessionFactory sessions, IReadOnlySet<SublayerName> bypassed) =>
        Open(() => Model.Open(path), sessions, bypassed);

    /// <summary>Opens a model that was edited.</summary>
    /// <param name="open">Opens the model and edits it.</param>
    /// <param name="sessions">Provider and threads.</param>
    /// <param name="bypassed">The sublayers whose branches add nothing.</param>
    /// <inheritdoc cref="Open(string, SessionFactory, IReadOnlySet{SublayerName})"/>
    public static WholeDecoder Open(Func<Model> open, SessionFactory sessions, IReadOnlySet<SublayerName> bypassed)
    {
        Model model = open();
        try
        {
            return new WholeDecoder(model, sessions, bypassed);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>The logits of a sample in one call, or in calls of the length that the model fixes; shape <c>[tokens,
    /// vocabulary]</c>.</summary>
    public float[] Prefill(ReadOnlySpan<int> ids) =>
        RunInCalls(ids, Limits.TokensPerCall ?? ids.Length, past: []).Logits;

    /// <summary>The logits of a sample's last token, all tokens before it in the cache.</summary>
    public float[] CachedStep(ReadOnlySpan<int> ids) => CachedSteps(ids, 1);

    /// <summary>The logits of a sample's last tokens, shape <c>[count, vocabulary]</c>, each read alone with all tokens
    /// before it in the cache.</summary>
    public float[] CachedSteps(ReadOnlySpan<int> ids, int count)
    {
        int start = ids.Length - count;
        (_, Dictionary<string, OrtValue> past) =
            RunInCalls(ids[..start], Limits.TokensPerCall ?? start, past: [], isLast: false);
        return RunInCalls(ids, 1, past, start).Logits;
    }

    /// <summary>Runs one call.</summary>
    /// <param name="ids">The tokens of the call, at least one.</param>
    /// <param name="past">What the calls before left, by the name of the input; not disposed. Empty for the first
    /// call.</param>
    /// <param name="pastLength">Tokens of the calls before.</param>
    /// <param name="keepsCaches">Whether another call follows.</param>
    /// <returns>The logits, where the host reads them, and what the next call takes as its past, nothing where none
    /// follows; the caller disposes all.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC5012 or FC5014: the runtime fails.</exception>
    public (OrtValue Logits, Dictionary<string, OrtValue> Caches) RunCall(
        ReadOnlySpan<int> ids, Dictionary<string, OrtValue> past, int pastLength, bool keepsCaches)
    {
        Dictionary<string, OrtValue> inputs = _inputs.Create(ids, past, pastLength);
        try
        {
            IReadOnlyList<OrtValue> values =
                _session.RunModel([.. inputs.Keys], [.. inputs.Values], keepsCaches ? _logitsAndCaches : [_logits]);
            _memory.Traffic.Add(values[0].GetTensorSizeInBytes());
            return (values[0],
                Caches.Zip(values.Skip(1)).ToDictionary(pair => pair.First.Past.Name, pair => pair.Second));
        }
        catch (OnnxRuntimeException exception)
        {
            throw RuntimeErrors.Failed($"'{_model.Path}'", exception);
        }
        finally
        {
            Dispose(inputs.Where(input => !past.ContainsKey(input.Key)));
        }
    }

    public void Dispose()
    {
        _session.Dispose();
        _model.Dispose();
    }

    /// <summary>Runs a sample from some token on, so many tokens at a time.</summary>
    /// <param name="ids">The sample.</param>
    /// <param name="tokens">Tokens of each call.</param>
    /// <param name="past">What the tokens before left; now owned.</param>
    /// <param name="start">0-based index of the first token to run.</param>
    /// <param name="isLast">Whether nothing follows.</param>
    private (float[] Logits, Dictionary<string, OrtValue> Caches) RunInCalls(
        ReadOnlySpan<int> ids, int tokens, Dictionary<string, OrtValue> past, int start = 0, bool isLast = true)
    {
        List<float> numbers = [];
        for (int position = start; position < ids.Length; position += tokens)
        {
            int end = Math.Min(position + tokens, ids.Length);
            Dictionary<string, OrtValue> former = past;
            try
            {
                (OrtValue logits, past) = RunCall(ids[position..end], former, position, !isLast || end < ids.Length);
                numbers.AddRange(LogitNumbers.ToFloats(logits, Limits.Batch));
                logits.Dispose();
            }
            finally
            {
                Dispose(former);
            }
        }

        return ([.. numbers], past);
    }

    private static void Dispose(IEnumerable<KeyValuePair<string, OrtValue>> values)
    {
        foreach ((_, OrtValue value) in values)
        {
            value.Dispose();
        }
    }
}
