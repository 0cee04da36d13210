namespace FinerCut.Onnx.Files;

/// <summary>The few lines that Git LFS puts in the place of a large file until the file is fetched.</summary>
public static class LfsPointer
{
    private const int Longest = 1024;

    private static ReadOnlySpan<byte> Start => "version https://git-lfs.github.com/spec/"u8;

    /// <summary>Refuses a pointer in the place of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="bytes">All of it.</param>
    /// <exception cref="DiagnosticException">FC1065: it is a pointer.</exception>
    public static void Refuse(string path, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= Longest && bytes.StartsWith(Start))
        {
            throw OnnxFileErrors.LfsPointer(path);
        }
    }

    /// <summary>The same for a file that was not read. Where it cannot be read, who reads it next says why.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DiagnosticException">FC1065: it is a pointer.</exception>
    public static void Refuse(string path)
    {
        try
        {
            if (FileFacts.Find(path) is { Form: FileForm.Regular, SizeInBytes: <= Longest })
            {
                Refuse(path, File.ReadAllBytes(path));
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // As above.
        }
    }
}
