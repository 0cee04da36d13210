namespace FinerCut.Execution.Cuda;

/// <summary>Reads which libraries a native library needs, without loading it.</summary>
internal static class NativeDependencies
{
    /// <summary>Reads the names.</summary>
    /// <param name="path">A library for Linux (ELF, 64 bits) or Windows (PE).</param>
    /// <returns>File names in the order of the file.</returns>
    /// <exception cref="BadImageFormatException">The file is no such library, or a damaged one.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<string> ReadLibraries(string path)
    {
        using FileStream file = File.OpenRead(path);
        bool isPortable = file.ReadByte() == 'M';
        file.Position = 0;
        return isPortable ? PortableDependencies.ReadLibraries(file) : ElfDependencies.ReadLibraries(file);
    }
}
