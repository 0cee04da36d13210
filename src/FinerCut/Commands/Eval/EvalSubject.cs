using FinerCut.Commands.Generate;
using FinerCut.Decoders;
using FinerCut.Evaluation.Protocols;
using FinerCut.Execution;
using FinerCut.Execution.Memory;
using FinerCut.Sources;

namespace FinerCut.Commands.Eval;

/// <summary>A model of a run, ready to be evaluated.</summary>
internal sealed class EvalSubject : IDisposable
{
    private EvalSubject(SourceModel source, SegmentedDecoder decoder, SessionFactory sessions) =>
        (Source, Decoder, Sessions) = (source, decoder, sessions);

    /// <summary>The model and its files.</summary>
    public SourceModel Source { get; }

    /// <summary>The model in segments, some of which may be left out.</summary>
    public SegmentedDecoder Decoder { get; }

    /// <summary>Opens sessions of it.</summary>
    public SessionFactory Sessions { get; }

    /// <summary>What its graph fixes of calls.</summary>
    public CallLimits Limits => CallLimits.FindLimits(Source.Map);

    /// <summary>Whether memory holds the model as a whole beside the segments that texts run through.</summary>
    public bool FitsAsAWhole => Decoder.Memory.HoldsSecondModel;

    /// <summary>Tokens that it reads at the most; null where nothing tells.</summary>
    public long? Longest => Limits.LongestText(Source.Folder.ContextLength);

    /// <summary>Opens a model.</summary>
    /// <param name="path">A <c>.onnx</c> file, or a folder that holds one.</param>
    /// <param name="sessions">Opens its parts.</param>
    /// <param name="memoryBytes">The most bytes that it may use; null for most of what is free.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">It is missing, damaged, not understood in full, or gives no
    /// logits.</exception>
    public static EvalSubject Open(string path, Func<SessionFactory> sessions, long? memoryBytes)
    {
        SourceModel source = SourceModel.Open(path, WindowSettings.DefaultWindow);
        SegmentedDecoder? decoder = null;
        try
        {
            EnsureLogits(source.Map);
            decoder = SegmentedDecoder.Open(source.Model.Path, sessions());
            MemoryLimit.Apply(decoder, memoryBytes);
            return new EvalSubject(source, decoder, sessions());
        }
        catch
        {
            decoder?.Dispose();
            source.Dispose();
            throw;
        }
    }

    /// <summary>Closes the model.</summary>
    public void Dispose()
    {
        Decoder.Dispose();
        Source.Dispose();
    }

    private static void EnsureLogits(DecoderMap map)
    {
        if (!map.HasHead)
        {
            throw GenerateErrors.NoLogits(map.Model.Path, map.Logits.Name);
        }

        if (map.GivesProbabilities)
        {
            throw DecoderErrors.Probabilities(
                map.Model.Path, map.Logits.Name, "losses are computed from logits");
        }
    }
}
