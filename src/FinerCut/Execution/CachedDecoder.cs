using FinerCut.Decoders;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Execution;

/// <summary>A whole model that reads a text step by step: each call appends tokens and gives the logits of the next
/// one.</summary>
/// <remarks>What came before stays in the model's key-value caches and other states, whatever their kind: growing,
/// sliding in a window, or of a fixed size. A model without any reads the whole text again in every step. One sequence
/// at a time; not for several threads.</remarks>
internal sealed class CachedDecoder : IDisposable
{
    private readonly WholeDecoder _decoder;
    private readonly List<int> _ids = [];
    private Dictionary<string, OrtValue> _past = [];

    private CachedDecoder(WholeDecoder decoder) => _decoder = decoder;

    /// <inheritdoc cref="WholeDecoder.Map"/>
    public DecoderMap Map => _decoder.Map;

    /// <inheritdoc cref="WholeDecoder.Limits"/>
    public CallLimits Limits => _decoder.Limits;

    /// <summary>The tokens read so far.</summary>
    public IReadOnlyList<int> Ids => _ids;

    /// <summary>Whether a step costs one token, and not the whole text.</summary>
    public bool HasCaches => _decoder.Caches.Count > 0;

    /// <summary>Bytes of all caches and other states that the tokens read so far have left.</summary>
    public long StateBytes => _past.Values.Sum(value => value.GetTensorSizeInBytes());

    /// <inheritdoc cref="WholeDecoder.Closed"/>
    public IReadOnlySet<SublayerName> Closed
    {
        get => _decoder.Closed;
        set => _decoder.Closed = value;
    }

    /// <summary>Opens a model; nothing has been read then.</summary>
    /// <param name="path">The <c>.onnx</c> file.</param>
    /// <param name="sessions">Provider and threads.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">The model is damaged, no decoder, or refused by the
    /// runtime.</exception>
    public static CachedDecoder Open(string path, SessionFactory sessions) => new(WholeDecoder.Open(path, sessions));

    /// <summary>Reads more tokens: a prompt, or the one that was chosen last.</summary>
    /// <param name="ids">At least one token id.</param>
    /// <returns>The logits of the token after the last one, shape <c>[vocabulary]</c>, float32.</returns>
    /// <exception cref="ArgumentException">There are no ids.</exception>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC5012 or FC5014: the runtime fails, such as beyond the last
    /// position that the model knows. What was read before is kept, and another call may follow.</exception>
    public float[] Append(params ReadOnlySpan<int> ids)
    {
        if (ids.IsEmpty)
        {
            throw new ArgumentException("A step needs at least one token id.", nameof(ids));
        }

        if (Limits.TokensPerCall is { } size && !Fits(_ids.Count + ids.Length, size))
        {
            throw RuntimeErrors.CallSize(Map.Model.Path, size, HasCaches);
        }

        return Limits.TokensPerCall == 1 && HasCaches ? AppendOneByOne(ids) : AppendAtOnce(ids);
    }

    /// <summary>Forgets all that was read.</summary>
    public void Reset()
    {
        Replace([]);
        _ids.Clear();
    }

    public void Dispose()
    {
        Replace([]);
        _decoder.Dispose();
    }

    /// <summary>Whether calls of a fixed size can read so many tokens: where only the last position has logits, no
    /// padding may take that position.</summary>
    private bool Fits(int tokens, int size) =>
        HasCaches ? size == 1 : tokens == size || (tokens < size && Map.Selection is null);

    private float[] AppendAtOnce(ReadOnlySpan<int> ids)
    {
        float[] logits = HasCaches ? RunCall(ids, _ids.Count) : RunCall([.. _ids, .. ids], 0);
        _ids.AddRange(ids);
        return logits;
    }

    private float[] AppendOneByOne(ReadOnlySpan<int> ids)
    {
        float[] logits = [];
        foreach (int id in ids)
        {
            logits = AppendAtOnce([id]);
        }

        return logits;
    }

    private float[] RunCall(ReadOnlySpan<int> ids, int pastLength)
    {
        // A call of a fixed length is filled up; no token looks at those after it.
        int padding = HasCaches ? 0 : Math.Max(0, (Limits.TokensPerCall ?? 0) - ids.Length);
        int[] call = [.. ids, .. new int[padding]];
        (OrtValue logits, Dictionary<string, OrtValue> states) =
            _decoder.RunCall(call, _past, pastLength, keepsCaches: true);
        using (logits)
        {
            Replace(states);
            return LogitNumbers.OfLastToken(logits, padding);
        }
    }

    private void Replace(Dictionary<string, OrtValue> states)
    {
        foreach (OrtValue value in _past.Values)
        {
            value.Dispose();
        }

        _past = states;
    }
}
