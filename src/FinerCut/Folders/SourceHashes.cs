using FinerCut.Plans;

namespace FinerCut.Folders;

/// <summary>The hashes of a model's files, computed in the background: gigabytes take a while.</summary>
internal sealed class SourceHashes : IDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly Task<IReadOnlyList<PlanSourceFile>> _files;

    /// <summary>Starts to read the files.</summary>
    /// <param name="folder">The model's folder.</param>
    /// <param name="paths">Full paths of the model's files.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public SourceHashes(ModelFolder folder, IReadOnlyList<string> paths, CancellationToken cancellation)
    {
        Folder = folder;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _files = Task.Run(() => SourceFileList.Read(folder, paths, progress: null, _stop.Token));
    }

    /// <summary>Where the files are.</summary>
    public ModelFolder Folder { get; }

    /// <summary>The files with their hashes; waits for them.</summary>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">A file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IReadOnlyList<PlanSourceFile> Files => _files.GetAwaiter().GetResult();

    /// <summary>Ends the reading, and returns once no file is open.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _ = Task.WaitAny(_files);
        _stop.Dispose();
    }
}
