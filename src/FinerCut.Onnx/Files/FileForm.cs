namespace FinerCut.Onnx.Files;

/// <summary>What stands behind a path.</summary>
public enum FileForm
{
    /// <summary>A file whose bytes are on a disk, or what the system does not tell more about.</summary>
    Regular,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A named pipe: opening it waits for somebody who writes.</summary>
    Pipe,

    /// <summary>A device, which may have no end.</summary>
    Device,

    /// <summary>A socket.</summary>
    Socket,
}
