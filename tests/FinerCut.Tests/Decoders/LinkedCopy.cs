namespace FinerCut.Tests.Decoders;

/// <summary>A folder that may be damaged: a copy of a model's graph, with links to its other files.</summary>
internal static class LinkedCopy
{
    /// <summary>Makes the copy.</summary>
    /// <returns>Path of the graph's copy.</returns>
    public static string Of(string modelPath, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (string file in Directory.GetFiles(Path.GetDirectoryName(modelPath)!).Where(file => file != modelPath))
        {
            File.CreateSymbolicLink(Path.Combine(folder, Path.GetFileName(file)), file);
        }

        string copy = Path.Combine(folder, Path.GetFileName(modelPath));
        File.WriteAllBytes(copy, File.ReadAllBytes(modelPath));
        return copy;
    }
}
