namespace FinerCut.Search.Resume;

/// <summary>A run was cancelled after some steps of its search, which are kept.</summary>
/// <param name="message">How to go on.</param>
/// <param name="cause">Who noticed.</param>
public sealed class PruneInterruptedException(string message, OperationCanceledException cause)
    : OperationCanceledException(message, cause, cause?.CancellationToken ?? default);
