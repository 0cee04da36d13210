using FinerCut.Folders;
using Microsoft.Win32.SafeHandles;

namespace FinerCut.Execution.Memory;

/// <summary>Holds numbers that do not fit into memory; it vanishes with the process, however that ends.</summary>
internal sealed class ScratchFile : IDisposable
{
    private readonly string _folder;
    private readonly SafeFileHandle _file;
    private long _end;

    /// <param name="folder">Where it lies; it exists.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC5001 or FC5002: no file can be made there.</exception>
    public ScratchFile(string folder)
    {
        _folder = folder;
        string path = Path.Combine(folder, $".finercut-scratch-{Path.GetRandomFileName()}");
        _file = DiskErrors.Wrap(
            () =>
            {
                SafeFileHandle file = File.OpenHandle(
                    path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, FileOptions.DeleteOnClose);
                if (!OperatingSystem.IsWindows())
                {
                    // An open file lives on without its name, so that a killed process leaves nothing.
                    File.Delete(path);
                }

                return file;
            },
            "Making a file for what does not fit into memory",
            folder);
    }

    /// <summary>Room at the end.</summary>
    /// <param name="bytes">How much.</param>
    /// <returns>Its offset.</returns>
    public long Reserve(long bytes)
    {
        (long offset, _end) = (_end, _end + bytes);
        return offset;
    }

    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC5001 or FC5002: the disk is full or fails.</exception>
    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        try
        {
            RandomAccess.Write(_file, bytes, offset);
        }
        catch (IOException exception)
        {
            throw DiskErrors.Explain(exception, "Keeping what does not fit into memory", _folder);
        }
    }

    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC5002: the disk fails.</exception>
    public void Read(long offset, Span<byte> bytes)
    {
        try
        {
            while (bytes.Length > 0)
            {
                int read = RandomAccess.Read(_file, bytes, offset);
                if (read == 0)
                {
                    throw new EndOfStreamException("The file is shorter than what was written.");
                }

                bytes = bytes[read..];
                offset += read;
            }
        }
        catch (IOException exception)
        {
            throw DiskErrors.Explain(exception, "Reading back what did not fit into memory", _folder);
        }
    }

    public void Dispose() => _file.Dispose();
}
