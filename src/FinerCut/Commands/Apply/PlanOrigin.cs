using FinerCut.Folders;
using FinerCut.Plans;
using FinerCut.Runs;
using FinerCut.Sources;

namespace FinerCut.Commands.Apply;

/// <summary>Whether a model is the one that a plan was made for.</summary>
internal static class PlanOrigin
{
    /// <summary>Compares the contents of the files by their hashes; they may be called otherwise or lie in another
    /// folder.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="path">Where it was read, for messages.</param>
    /// <param name="source">The model.</param>
    /// <param name="run">Told how much was read.</param>
    /// <returns>The model's files with their hashes.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC4054: it is another model; the message names the file and
    /// both hashes.</exception>
    public static IReadOnlyList<PlanSourceFile> Check(PruningPlan plan, string path, SourceModel source, RunContext run)
    {
        IReadOnlyList<PlanSourceFile> files = SourceFileList.Read(
            source.Folder, source.Files, (done, total) => run.Observer.Progressed(done, total), run.Cancellation);
        foreach (PlanSourceFile expected in plan.Source.Files)
        {
            if (files.All(file => file.Sha256 != expected.Sha256))
            {
                throw files.FirstOrDefault(file =>
                    Path.GetFileName(file.Name) == Path.GetFileName(expected.Name)) is { } found
                    ? ApplyErrors.OtherFile(path, expected, found.Sha256)
                    : ApplyErrors.FileAbsent(path, expected, source.Folder.GraphPath,
                    [.. files.Select(file => file.Name)]);
            }
        }

        return plan.Source.Sublayers.SequenceEqual(source.Names.Select(name => name.ToString()))
            ? files
            : throw ApplyErrors.OtherSublayers(path, source.Folder.GraphPath);
    }
}
