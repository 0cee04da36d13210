using Microsoft.Win32.SafeHandles;

namespace FinerCut.Onnx.Files;

/// <summary>A file, read through a small window; skipping over weights costs nothing.</summary>
public sealed class FileByteSource : ByteSource
{
    private const int WindowSizeInBytes = 64 * 1024;

    private readonly SafeFileHandle _handle;
    private readonly Lock _lock = new();
    private readonly byte[] _window = new byte[WindowSizeInBytes];
    private long _windowOffset;
    private int _windowLength;

    /// <summary>Opens a file for reading; others may read it too.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DiagnosticException">It is missing or cannot be opened.</exception>
    public FileByteSource(string path)
    {
        Name = path;
        try
        {
            _handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            Length = RandomAccess.GetLength(_handle);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw OnnxFileErrors.Missing(path, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw OnnxFileErrors.Unreadable(path, exception);
        }
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override long Length { get; }

    /// <inheritdoc/>
    public override void Read(long offset, Span<byte> destination)
    {
        if (offset < 0 || offset > Length - destination.Length)
        {
            throw OnnxFileErrors.Truncated(Name, Length, offset + destination.Length);
        }

        if (destination.Length > WindowSizeInBytes / 2)
        {
            ReadFully(offset, destination);
            return;
        }

        lock (_lock)
        {
            if (offset < _windowOffset || offset + destination.Length > _windowOffset + _windowLength)
            {
                int length = (int)Math.Min(WindowSizeInBytes, Length - offset);
                _windowLength = 0;
                ReadFully(offset, _window.AsSpan(0, length));
                (_windowOffset, _windowLength) = (offset, length);
            }

            _window.AsSpan((int)(offset - _windowOffset), destination.Length).CopyTo(destination);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _handle.Dispose();
        base.Dispose(disposing);
    }

    private void ReadFully(long offset, Span<byte> destination)
    {
        while (destination.Length > 0)
        {
            int read = RandomAccess.Read(_handle, destination, offset);
            if (read == 0)
            {
                throw OnnxFileErrors.Truncated(Name, offset, offset + destination.Length);
            }

            offset += read;
            destination = destination[read..];
        }
    }
}
