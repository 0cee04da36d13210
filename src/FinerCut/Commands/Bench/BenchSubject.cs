using FinerCut.Decoders;
using FinerCut.Execution;
using FinerCut.Folders;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;

namespace FinerCut.Commands.Bench;

/// <summary>What is known of a model before the model runs.</summary>
/// <param name="GraphPath">Path of its graph.</param>
/// <param name="Parameters">Number of weights.</param>
/// <param name="FileBytes">Bytes on disk of the graph and its external data.</param>
/// <param name="CacheBytesPerToken">Bytes that one more token adds to the caches.</param>
/// <param name="Batch">Sequences in each call.</param>
/// <param name="Vocabulary">Number of tokens that the model knows; null where nothing tells.</param>
/// <param name="LongestText">Tokens that the model reads at the most; null where nothing tells.</param>
internal sealed record BenchSubject(
    string GraphPath, long Parameters, long FileBytes, long CacheBytesPerToken, int Batch, long? Vocabulary,
    long? LongestText)
{
    /// <summary>Looks at a model without reading its weights.</summary>
    /// <param name="path">A <c>.onnx</c> file, or a folder that holds one.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">The model is missing, damaged, or not
    /// understood.</exception>
    public static BenchSubject Read(string path)
    {
        ModelFolder folder = ModelFolder.Find(path);
        using Model model = Model.Open(folder.GraphPath);
        DecoderMap map = DecoderMap.Find(model);
        InputObstacle.Refuse(map);
        CallLimits limits = CallLimits.FindLimits(map);
        return new BenchSubject(
            folder.GraphPath,
            map.Parameters,
            model.SizeInBytes,
            map.Caches.Sum(cache => cache.BytesPerToken),
            limits.Batch,
            VocabularySize.Find(map, folder),
            limits.LongestText(folder.ContextLength));
    }

    /// <summary>Refuses tests whose text is longer than the model reads.</summary>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC7102: a text is too long.</exception>
    public void CheckLengths(IReadOnlyList<BenchTest> tests)
    {
        if (tests.FirstOrDefault(test => test.TextTokens > (LongestText ?? int.MaxValue)) is { } test)
        {
            throw BenchErrors.TextTooLong(GraphPath, test, LongestText ?? int.MaxValue);
        }
    }
}
