using FinerCut.TestModels.Files;

namespace FinerCut.Clients.Tests.TransformersJs;

/// <summary>The model of the quick start.</summary>
internal static class BundledModel
{
    /// <summary>Its folder, with the graph beside the configuration.</summary>
    public static string Path { get; } = System.IO.Path.Combine(SharedData.RepositoryRoot, "models", "tales-3m");

    /// <summary>Copies it to where transformers.js and the Hub have the graph: in the subfolder <c>onnx</c>.</summary>
    public static string CopyWithSubfolder(string target)
    {
        Directory.CreateDirectory(System.IO.Path.Combine(target, "onnx"));
        foreach (string file in Directory.EnumerateFiles(Path))
        {
            string name = System.IO.Path.GetFileName(file);
            File.Copy(file, System.IO.Path.Combine(target, name.EndsWith(".onnx", StringComparison.Ordinal) ? $"onnx/{name}" : name));
        }

        return target;
    }
}
