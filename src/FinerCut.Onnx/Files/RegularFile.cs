namespace FinerCut.Onnx.Files;

/// <summary>Opens files that were named by others, and nothing else: a pipe would be waited for, a device may have no
/// end.</summary>
public static class RegularFile
{
    /// <summary>The most bytes that a file may have which is read whole, such as a configuration or a tokenizer: the
    /// largest tokenizers in use have a sixth of it.</summary>
    public const long LargestReadWhole = 256 << 20;

    private const int BufferSizeInBytes = 16 * 1024;

    /// <summary>Refuses what is neither a file nor a folder.</summary>
    /// <param name="path">The path; where nothing is there, nothing is said.</param>
    /// <exception cref="DiagnosticException">FC1061: it is a pipe, a device or a socket.</exception>
    public static void Ensure(string path)
    {
        if (FileFacts.Find(path) is { Form: FileForm.Pipe or FileForm.Device or FileForm.Socket } facts)
        {
            throw OnnxFileErrors.NotRegular(path, facts.Form);
        }
    }

    /// <summary>Opens a file to read it from its start to its end.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The stream.</returns>
    /// <exception cref="DiagnosticException">FC1061: it is no file.</exception>
    /// <exception cref="IOException">It is missing or cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened, or is a folder.</exception>
    public static FileStream OpenRead(string path)
    {
        Ensure(path);
        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSizeInBytes);
    }

    /// <summary>Reads a file whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="largest">The most bytes that it may have.</param>
    /// <returns>Its bytes.</returns>
    /// <exception cref="DiagnosticException">FC1061: it is no file. FC1062: it is larger. FC1065: it is a Git LFS
    /// pointer.</exception>
    /// <exception cref="IOException">It is missing or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read, or is a folder.</exception>
    public static byte[] ReadAll(string path, long largest = LargestReadWhole)
    {
        using FileStream stream = OpenRead(path);
        long length = stream.Length;
        if (length > largest)
        {
            throw OnnxFileErrors.TooLarge(path, length, largest);
        }

        byte[] bytes = new byte[length];
        int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        bytes = read == bytes.Length ? bytes : bytes[..read];
        LfsPointer.Refuse(path, bytes);
        return bytes;
    }
}
