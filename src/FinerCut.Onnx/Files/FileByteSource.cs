using FinerCut.Onnx.Graphs;
using Microsoft.Win32.SafeHandles;

namespace FinerCut.Onnx.Files;

/// <summary>A file, read through a small window; skipping over weights costs nothing.</summary>
public sealed class FileByteSource : ByteSource
{
    private const int LargestWindowInBytes = 64 * 1024;
    private const int SmallestWindowInBytes = 4 * 1024;

    private readonly SafeFileHandle _handle;
    private readonly Lock _lock = new();
    private readonly byte[] _window = new byte[LargestWindowInBytes];
    private long _windowOffset;
    private int _windowLength;

    /// <summary>Opens a file for reading; others may read it too.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DiagnosticException">It is missing, cannot be opened, or is no file.</exception>
    public FileByteSource(string path)
    {
        Name = path;
        RegularFile.Ensure(path);
        try
        {
            _handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            Length = RandomAccess.GetLength(_handle);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw OnnxFileErrors.Missing(path, exception);
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
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
            throw ByteErrors.Truncated(Name, Length, offset + destination.Length);
        }

        if (destination.Length > LargestWindowInBytes / 2)
        {
            ReadFully(offset, destination);
            return;
        }

        lock (_lock)
        {
            if (offset < _windowOffset || offset + destination.Length > _windowOffset + _windowLength)
            {
                MoveWindow(offset, destination.Length);
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

    /// <summary>Small after a jump over weights, larger with every step that follows the one before.</summary>
    private void MoveWindow(long offset, int needed)
    {
        long windowEnd = _windowOffset + _windowLength;
        bool follows = offset >= _windowOffset && offset <= windowEnd;
        long wanted = follows ? Math.Min(LargestWindowInBytes, 2L * _windowLength) : SmallestWindowInBytes;
        int length = (int)Math.Min(Math.Max(wanted, needed), Length - offset);
        _windowLength = 0;
        ReadFully(offset, _window.AsSpan(0, length));
        (_windowOffset, _windowLength) = (offset, length);
    }

    private void ReadFully(long offset, Span<byte> destination)
    {
        while (destination.Length > 0)
        {
            int read = RandomAccess.Read(_handle, destination, offset);
            if (read == 0)
            {
                throw ByteErrors.Truncated(Name, offset, offset + destination.Length);
            }

            offset += read;
            destination = destination[read..];
        }
    }
}
