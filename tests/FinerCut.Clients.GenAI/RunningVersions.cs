using System.Diagnostics;
using System.Text.Json;
using FinerCut.Clients.GenAI.Contract;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Clients.GenAI;

/// <summary>Asks the process what it runs with.</summary>
internal static class RunningVersions
{
    private const string Runtime = "Microsoft.ML.OnnxRuntime";
    private const string Client = "Microsoft.ML.OnnxRuntimeGenAI";

    /// <summary>To be called when a model has been loaded, and with it the libraries.</summary>
    public static ClientVersions Read()
    {
        Dictionary<string, string> packages = ReadPackages();
        string version = OrtEnv.Instance().GetVersionString();
        return new()
        {
            GenAI = packages[Client],
            OnnxRuntime = version,
            Packages = [.. packages.Keys.Where(name => $"{name}.".StartsWith($"{Runtime}.", StringComparison.Ordinal))],
            Libraries = [.. LoadedLibraries().Where(IsRuntime)],
        };
    }

    private static Dictionary<string, string> ReadPackages()
    {
        string name = $"{typeof(RunningVersions).Assembly.GetName().Name}.deps.json";
        string text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, name));
        using JsonDocument dependencies = JsonDocument.Parse(text);
        return dependencies.RootElement.GetProperty("libraries").EnumerateObject()
            .Select(library => library.Name.Split('/'))
            .ToDictionary(parts => parts[0], parts => parts[1]);
    }

    private static IEnumerable<string> LoadedLibraries() =>
        Process.GetCurrentProcess().Modules.Cast<ProcessModule>().Select(module => module.FileName);

    /// <summary>Such as <c>libonnxruntime.so</c>, <c>libonnxruntime.1.32.0.dylib</c> or <c>onnxruntime.dll</c>; the
    /// name of the binding begins otherwise.</summary>
    private static bool IsRuntime(string path) =>
        Path.GetFileName(path).Split('.')[0] is "libonnxruntime" or "onnxruntime";
}
