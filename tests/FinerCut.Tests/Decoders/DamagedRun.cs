using FinerCut.Decoders;
using FinerCut.Onnx;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Surgery;
using FinerCut.TestModels.Execution;

namespace FinerCut.Tests.Decoders;

/// <summary>One file taken the whole way: opened, recognised, one sublayer removed, written, opened again.</summary>
/// <param name="Code">The number of the error that ended it; null where it came to a result.</param>
/// <param name="Failure">What no file may cause: another exception, too much time, too much memory; null where all is
/// well.</param>
internal sealed record DamagedRun(string? Code, string? Failure)
{
    private const double LongestInSeconds = 2;
    private const long AllocationPerByte = 50;
    private const long AllocationBesides = 32 * 1024 * 1024;

    /// <summary>Runs a model file and judges the run.</summary>
    /// <param name="modelPath">The file, its data files beside it.</param>
    /// <param name="target">An existing folder of its own.</param>
    /// <param name="number">Chooses the sublayer.</param>
    public static DamagedRun Of(string modelPath, string target, int number)
    {
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        ProcessorTime time = new();
        string? code = null;
        string? failure = null;
        try
        {
            Prune(modelPath, target, number);
        }
        catch (DiagnosticException exception)
        {
            code = exception.Code;
            failure = exception.Message.Length is < 40 or > 4000
                ? $"a message of {exception.Message.Length} characters"
                : null;
        }
#pragma warning disable CA1031 // Any other exception is what this looks for.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            failure = exception.ToString();
        }

        long limit = (AllocationPerByte * new FileInfo(modelPath).Length) + AllocationBesides;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        return new DamagedRun(code, failure
            ?? (time.Seconds > LongestInSeconds ? $"it took {time.Seconds:f1} s" : null)
            ?? (allocated > limit ? $"it allocated {allocated} bytes of at most {limit}" : null));
    }

    private static void Prune(string modelPath, string target, int number)
    {
        using (Model model = Model.Open(modelPath))
        {
            DecoderMap map = DecoderMap.Find(model);
            _ = map.Parameters + map.SizeInBytes + map.Sublayers.Sum(sublayer => sublayer.CacheBytesPerToken);
            SublayerRemoval.Apply(map, [map.Sublayers[number % map.Sublayers.Count].Name]);
            ModelWriter.Write(model, target, "model.onnx", CancellationToken.None);
        }

        try
        {
            using Model written = Model.Open(Path.Combine(target, "model.onnx"));
        }
        catch (DiagnosticException exception)
        {
            throw new InvalidOperationException("What was written cannot be opened.", exception);
        }
    }
}
