using FinerCut.Decoders;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Surgery;
using FinerCut.TestModels.Execution;

namespace FinerCut.Tests.Surgery;

/// <summary>A copy of a model with gates, on disk, and the factors that the next run of it gets.</summary>
internal sealed class GatedCopy
{
    private readonly float[] _factors;

    private GatedCopy(string path, IReadOnlyList<string> sublayers)
    {
        (Path, Sublayers, _factors) = (path, sublayers, new float[sublayers.Count]);
        Close();
    }

    /// <summary>Path of the written graph.</summary>
    public string Path { get; }

    /// <summary>The sublayers in the order of the factors, as the written metadata tell.</summary>
    public IReadOnlyList<string> Sublayers { get; }

    public static GatedCopy Write(string modelPath, string folder)
    {
        Directory.CreateDirectory(folder);
        string path = System.IO.Path.Combine(folder, System.IO.Path.GetFileName(modelPath));
        using (Model model = Model.Open(modelPath))
        {
            BranchGates.Insert(DecoderMap.Find(model));
            ModelWriter.Write(model, folder, System.IO.Path.GetFileName(path), CancellationToken.None);
        }

        foreach (string file in Directory.GetFiles(System.IO.Path.GetDirectoryName(modelPath)!, "*config.json"))
        {
            File.Copy(file, System.IO.Path.Combine(folder, System.IO.Path.GetFileName(file)));
        }

        using Model written = Model.Open(path);
        return new GatedCopy(path, written.FindMetadata(DecoderMap.SublayersKey)!.Split(','));
    }

    /// <summary>Opens it; what runs gets the factors of the moment.</summary>
    public OnnxRunner Open(bool isOptimised = true) => OnnxRunner.Open(Path, new OnnxRunnerOptions
    {
        IsOptimised = isOptimised,
        Vectors = new Dictionary<string, float[]> { [BranchGates.InputName] = _factors },
    });

    /// <summary>Gives these sublayers 0 and all others 1.</summary>
    public void Close(params IEnumerable<string> sublayers)
    {
        Array.Fill(_factors, 1f);
        foreach (string name in sublayers)
        {
            _factors[Sublayers.ToList().IndexOf(name)] = 0;
        }
    }
}
