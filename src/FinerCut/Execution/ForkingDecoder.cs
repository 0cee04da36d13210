using FinerCut.Decoders;
using FinerCut.Execution.Values;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Surgery;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Execution;

/// <summary>A whole model that reads the beginning of a text once, and continues it in several ways.</summary>
/// <remarks>Caches are values that no run changes, so a beginning stays as it is whatever follows. A model without
/// caches reads the beginning again each time. Not for several threads.</remarks>
internal sealed class ForkingDecoder : IDisposable
{
    private readonly Model _model;
    private readonly DecoderInputs _inputs;
    private readonly BoundSession _session;
    private readonly IReadOnlyList<Cache> _caches;
    private readonly IValueMemory _memory;

    private ForkingDecoder(Model model, SessionFactory sessions, IReadOnlySet<SublayerName> removed)
    {
        _model = model;
        SublayerRemoval.Apply(DecoderMap.Find(model), removed);
        DecoderMap map = DecoderMap.Find(model);
        bool isOfOnePosition = map.Selection is not null;
        AllPositions.Show(map);
        Map = isOfOnePosition ? DecoderMap.Find(model) : map;
        _inputs = new DecoderInputs(Map);
        _caches = [.. Map.Caches];
        _memory = sessions.ValueMemory;
        _session = new BoundSession(sessions.OpenWhole(model, isEdited: removed.Count > 0 || isOfOnePosition));
    }

    /// <summary>What was recognised in the model.</summary>
    public DecoderMap Map { get; }

    /// <inheritdoc cref="DecoderInputs.Limits"/>
    public CallLimits Limits => _inputs.Limits;

    /// <summary>Opens a model.</summary>
    /// <param name="path">The <c>.onnx</c> file.</param>
    /// <param name="sessions">Provider and threads.</param>
    /// <param name="removed">Sublayers to take out of it first, in memory; none for the model as it is.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">The model is damaged, no decoder, refused by the runtime, or
    /// a sublayer cannot go.</exception>
    public static ForkingDecoder Open(string path, SessionFactory sessions, IReadOnlySet<SublayerName> removed)
    {
        Model model = Model.Open(path);
        try
        {
            return new ForkingDecoder(model, sessions, removed);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Reads the beginning of a text.</summary>
    /// <param name="ids">At least one token id.</param>
    /// <returns>What may be continued; the caller disposes it.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC5012 or FC5014: the runtime fails. Or the model's calls
    /// have a fixed length that does not fit.</exception>
    public Beginning Read(ReadOnlySpan<int> ids)
    {
        using Beginning nothing = new([], [], []);
        return Extend(nothing, ids, logits: 1).Beginning;
    }

    /// <summary>Reads on; what was read before stays as it is.</summary>
    /// <param name="beginning">The beginning.</param>
    /// <param name="id">What follows.</param>
    /// <returns>A longer beginning; the caller disposes both.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">See above.</exception>
    public Beginning Append(Beginning beginning, int id) => Extend(beginning, [id], logits: 1).Beginning;

    /// <summary>Continues a text, whose beginning stays as it is.</summary>
    /// <param name="beginning">The beginning.</param>
    /// <param name="ids">What follows, at least one token id.</param>
    /// <returns>The logits of the token after each of them, shape <c>[ids, vocabulary]</c>, float32.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">See above.</exception>
    public float[] Continue(Beginning beginning, ReadOnlySpan<int> ids)
    {
        (Beginning longer, float[] logits) = Extend(beginning, ids, ids.Length);
        longer.Dispose();
        return logits;
    }

    /// <summary>Closes the model.</summary>
    public void Dispose()
    {
        _session.Dispose();
        _model.Dispose();
    }

    private (Beginning Beginning, float[] Logits) Extend(Beginning beginning, ReadOnlySpan<int> ids, int logits)
    {
        int? size = Limits.TokensPerCall;
        if (_caches.Count == 0)
        {
            int[] whole = [.. beginning.Ids, .. ids];
            using Beginning nothing = new([], [], []);
            return whole.Length <= (size ?? int.MaxValue) ? RunCall(nothing, whole, logits)
                : throw RuntimeErrors.CallSize(_model.Path, size!.Value, hasCaches: false);
        }

        return size switch
        {
            null => RunCall(beginning, ids, logits),
            1 => OneByOne(beginning, ids, logits),
            _ => throw RuntimeErrors.CallSize(_model.Path, size.Value, hasCaches: true),
        };
    }

    private (Beginning Beginning, float[] Logits) OneByOne(Beginning beginning, ReadOnlySpan<int> ids, int logits)
    {
        List<float> all = [];
        Beginning current = beginning;
        for (int i = 0; i < ids.Length; i++)
        {
            (Beginning next, float[] last) = RunCall(current, ids.Slice(i, 1), logits: 1);
            if (current != beginning)
            {
                current.Dispose();
            }

            current = next;
            all.AddRange(i >= ids.Length - logits ? last : []);
        }

        return (current, [.. all]);
    }

    private (Beginning Beginning, float[] Logits) RunCall(Beginning beginning, ReadOnlySpan<int> ids, int logits)
    {
        Dictionary<string, OrtValue> past = beginning.Caches;
        // A call of a fixed length is filled up; no token looks at those after it.
        int padding = _caches.Count > 0 ? 0 : Math.Max(0, (Limits.TokensPerCall ?? 0) - ids.Length);
        int[] call = [.. ids, .. new int[padding]];
        Dictionary<string, OrtValue> inputs = _inputs.Create(call, past.Count > 0 ? past : null, beginning.Ids.Count);
        try
        {
            IReadOnlyList<OrtValue> values = _session.RunModel([.. inputs.Keys], [.. inputs.Values], Outputs());
            using OrtValue answer = values[0];
            _memory.Traffic.Add(answer.GetTensorSizeInBytes());
            float[] numbers = LogitNumbers.OfLastTokens(answer, logits, padding);
            Dictionary<string, OrtValue> caches = _caches.Zip(values.Skip(1))
                .ToDictionary(pair => pair.First.Past.Name, pair => pair.Second);
            int vocabulary = numbers.Length / logits;
            return (new Beginning([.. beginning.Ids, .. ids], numbers[^vocabulary..], caches), numbers);
        }
        catch (OnnxRuntimeException exception)
        {
            throw RuntimeErrors.Failed($"'{_model.Path}'", exception);
        }
        finally
        {
            foreach (OrtValue value in inputs.Where(input => !past.ContainsKey(input.Key)).Select(input => input.Value))
            {
                value.Dispose();
            }
        }
    }

    private List<OutputPlace> Outputs() =>
    [
        new(Map.Logits.Name, OrtMemoryInfo.DefaultInstance),
        .. _caches.Select(cache => new OutputPlace(cache.Present.Name, _memory.Info)),
    ];
}
