using FinerCut.Decoders;
using FinerCut.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Execution;

/// <summary>Tells before anything runs whether all inputs of a decoder can be made up.</summary>
internal static class InputObstacle
{
    /// <summary>What keeps a decoder from being run.</summary>
    /// <returns>The error that running it would end in; null where its inputs are understood.</returns>
    public static DiagnosticException? Find(DecoderMap map)
    {
        try
        {
            foreach (OrtValue value in new DecoderInputs(map).Create([0], past: null, pastLength: 0).Values)
            {
                value.Dispose();
            }

            return null;
        }
        catch (DiagnosticException error)
        {
            return EncoderInputs.Find(map.Model) is { } input
                ? DecoderErrors.EncoderDecoder(map.Model.Path, input.Name) : error;
        }
    }

    /// <summary>Refuses a decoder that cannot be run, before a search starts or anything is written.</summary>
    /// <exception cref="DiagnosticException">An input is not understood.</exception>
    public static void Refuse(DecoderMap map)
    {
        if (Find(map) is { } error)
        {
            throw error;
        }
    }
}
