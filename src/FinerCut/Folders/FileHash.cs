using System.Security.Cryptography;
using FinerCut.Onnx;
using FinerCut.Onnx.Files;

namespace FinerCut.Folders;

/// <summary>Hashes of files, read through a small buffer.</summary>
internal static class FileHash
{
    private const int BufferSizeInBytes = 1024 * 1024;

    /// <summary>SHA-256 of a file's content.</summary>
    /// <param name="path">The file; links are followed.</param>
    /// <param name="progress">Told after each buffer how many bytes it held.</param>
    /// <param name="cancellation">Ends the reading between two buffers.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    /// <exception cref="DiagnosticException">The file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static string Compute(string path, Action<long>? progress, CancellationToken cancellation) =>
        Compute(path, HashAlgorithmName.SHA256, progress, cancellation);

    /// <summary>SHA-1, which ONNX has for the checksums of data files.</summary>
    /// <returns>40 lower-case hexadecimal digits.</returns>
    /// <exception cref="DiagnosticException">The file cannot be read.</exception>
    public static string ComputeSha1(string path) =>
        Compute(path, HashAlgorithmName.SHA1, progress: null, CancellationToken.None);

    private static string Compute(string path, HashAlgorithmName algorithm, Action<long>? progress,
        CancellationToken cancellation)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(algorithm);
        byte[] buffer = new byte[BufferSizeInBytes];
        using FileStream stream = Open(path);
        for (int read = Read(stream, buffer); read > 0; read = Read(stream, buffer))
        {
            cancellation.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, read);
            progress?.Invoke(read);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static FileStream Open(string path)
    {
        RegularFile.Ensure(path);
        try
        {
            return new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FolderErrors.Unreadable(path, exception);
        }
    }

    private static int Read(FileStream stream, byte[] buffer)
    {
        try
        {
            return stream.Read(buffer);
        }
        catch (IOException exception)
        {
            throw FolderErrors.Unreadable(stream.Name, exception);
        }
    }
}
