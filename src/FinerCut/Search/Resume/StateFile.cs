namespace FinerCut.Search.Resume;

/// <summary>The file beside the target that keeps a search: there is always a whole one or none.</summary>
internal sealed class StateFile
{
    private const string Suffix = ".search.json";

    private readonly string _temporary;

    /// <param name="target">Full path of the folder that the search is for.</param>
    public StateFile(string target)
    {
        Path = target + Suffix;
        _temporary = Path + ".tmp";
    }

    /// <summary>Full path of the file.</summary>
    public string Path { get; }

    /// <summary>Its name.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>Whether there is one.</summary>
    public bool Exists => File.Exists(Path);

    /// <summary>Finds out whether it can be written, without writing it.</summary>
    /// <exception cref="IOException">It cannot.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not.</exception>
    public void Probe()
    {
        Open().Dispose();
        File.Delete(_temporary);
    }

    /// <summary>Replaces the file in one go, and returns once the disk has it.</summary>
    /// <inheritdoc cref="Probe"/>
    public void Write(byte[] content)
    {
        using (FileStream stream = Open())
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        File.Move(_temporary, Path, overwrite: true);
    }

    /// <summary>Reads the file.</summary>
    /// <inheritdoc cref="Probe"/>
    public byte[] Read() => File.ReadAllBytes(Path);

    /// <summary>Deletes the file and what an interrupted write left of it, as far as that is allowed.</summary>
    public void Delete()
    {
        foreach (string path in new[] { _temporary, Path })
        {
            try
            {
                File.Delete(path);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // What was asked for is done; a state that stays is offered to the next run and compared with its
                // inputs.
            }
        }
    }

    private FileStream Open() => new(_temporary, FileMode.Create, FileAccess.Write, FileShare.None);
}
