using FinerCut.Decoders;
using FinerCut.Execution;
using FinerCut.Execution.Values;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Surgery;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Verification;

/// <summary>A whole model, opened from disk as any client opens it.</summary>
internal sealed class DiskDecoder : IDisposable
{
    private readonly Model _model;
    private readonly DecoderInputs _inputs;
    private readonly BoundSession _session;
    private readonly IValueMemory _memory;

    private DiskDecoder(Model model, SessionFactory sessions, IReadOnlySet<SublayerName> bypassed)
    {
        _model = model;
        Map = DecoderMap.Find(model);
        _inputs = new DecoderInputs(Map);
        _memory = sessions.ValueMemory;
        if (bypassed.Count > 0)
        {
            BranchNulling.Apply(Map, bypassed);
        }

        _session = new BoundSession(WholeSession.Open(model, sessions, isEdited: bypassed.Count > 0));
    }

    public DecoderMap Map { get; }

    /// <inheritdoc cref="DecoderInputs.Limits"/>
    public CallLimits Limits => _inputs.Limits;

    /// <inheritdoc cref="DecoderInputs.Closed"/>
    public IReadOnlySet<SublayerName> Closed
    {
        get => _inputs.Closed;
        set => _inputs.Closed = value;
    }

    public static DiskDecoder Open(string path, SessionFactory sessions) =>
        Open(path, sessions, new HashSet<SublayerName>());

    /// <summary>Opens a model some of whose branches add nothing to the stream; all its kernels stay as they
    /// are.</summary>
    public static DiskDecoder Open(string path, SessionFactory sessions, IReadOnlySet<SublayerName> bypassed)
    {
        Model model = Model.Open(path);
        try
        {
            return new DiskDecoder(model, sessions, bypassed);
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
        RunInCalls(ids, Limits.TokensPerCall ?? ids.Length, past: null).Logits;

    /// <summary>The logits of a sample's last token, all tokens before it in the cache.</summary>
    public float[] CachedStep(ReadOnlySpan<int> ids) => CachedSteps(ids, 1);

    /// <summary>The logits of a sample's last tokens, shape <c>[count, vocabulary]</c>, each read alone with all tokens
    /// before it in the cache.</summary>
    public float[] CachedSteps(ReadOnlySpan<int> ids, int count)
    {
        int start = ids.Length - count;
        (_, Dictionary<string, OrtValue> past) =
            RunInCalls(ids[..start], Limits.TokensPerCall ?? start, past: null, isLast: false);
        return RunInCalls(ids, 1, past, start).Logits;
    }

    public void Dispose()
    {
        _session.Dispose();
        _model.Dispose();
    }

    /// <summary>Runs a sample from some token on, so many tokens at a time.</summary>
    private (float[] Logits, Dictionary<string, OrtValue> Caches) RunInCalls(
        ReadOnlySpan<int> ids, int tokens, Dictionary<string, OrtValue>? past, int start = 0, bool isLast = true)
    {
        List<float> logits = [];
        for (int position = start; position < ids.Length; position += tokens)
        {
            int end = Math.Min(position + tokens, ids.Length);
            (float[] call, past) = RunCall(ids[position..end], past, position, keepCaches: !isLast || end < ids.Length);
            logits.AddRange(call);
        }

        return ([.. logits], past!);
    }

    private (float[] Logits, Dictionary<string, OrtValue> Caches) RunCall(
        ReadOnlySpan<int> ids, Dictionary<string, OrtValue>? past, int pastLength, bool keepCaches)
    {
        Dictionary<string, OrtValue> inputs = _inputs.Create(ids, past, pastLength);
        List<Cache> caches = keepCaches ? [.. Map.Caches] : [];
        List<OutputPlace> outputs =
        [
            new(Map.Logits.Name, OrtMemoryInfo.DefaultInstance),
            .. caches.Select(cache => new OutputPlace(cache.Present.Name, _memory.Info)),
        ];
        try
        {
            IReadOnlyList<OrtValue> values = _session.RunModel([.. inputs.Keys], [.. inputs.Values], outputs);
            _memory.Traffic.Add(values[0].GetTensorSizeInBytes());
            float[] logits = LogitNumbers.ToFloats(values[0], Limits.Batch);
            values[0].Dispose();
            return (logits, caches.Zip(values.Skip(1)).ToDictionary(pair => pair.First.Past.Name, pair => pair.Second));
        }
        catch (OnnxRuntimeException exception)
        {
            throw RuntimeErrors.Failed($"'{_model.Path}'", exception);
        }
        finally
        {
            foreach (OrtValue value in inputs.Values)
            {
                value.Dispose();
            }
        }
    }
}
