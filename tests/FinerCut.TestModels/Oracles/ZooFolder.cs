using System.Runtime.InteropServices;
using System.Text.Json;
using FinerCut.TestModels.Files;

namespace FinerCut.TestModels.Oracles;

/// <summary>A model of <c>../shared/zoo</c> with its reference logits.</summary>
public sealed class ZooFolder
{
    private readonly byte[] _reference;
    private readonly byte[]? _runtimeReference;

    private ZooFolder(string path, JsonElement reference, JsonElement recipe)
    {
        Path = path;
        ModelPath = System.IO.Path.Combine(path, recipe.GetProperty("file").GetString()!);
        Exporter = recipe.GetProperty("exporter").GetString()!;
        Architecture = recipe.GetProperty("architecture").GetString()!;
        Tolerance = reference.GetProperty("tolerance").GetDouble();
        Sublayers = Json.Strings(reference.GetProperty("sublayers"));
        Cases = [.. reference.GetProperty("cases").EnumerateArray().Select(ReadCase)];
        _reference = File.ReadAllBytes(System.IO.Path.Combine(path, "reference.bin"));
        if (reference.TryGetProperty("ort_reference", out JsonElement runtime))
        {
            RuntimeTolerance = runtime.GetProperty("tolerance").GetDouble();
            _runtimeReference =
                File.ReadAllBytes(System.IO.Path.Combine(path, runtime.GetProperty("file").GetString()!));
        }
    }

    /// <summary>The folder's absolute path.</summary>
    public string Path { get; }

    /// <summary>The path of the model's <c>.onnx</c> file.</summary>
    public string ModelPath { get; }

    /// <summary>The tool that wrote the model, such as <c>optimum</c>.</summary>
    public string Exporter { get; }

    /// <summary>The model's class, such as <c>LlamaForCausalLM</c>.</summary>
    public string Architecture { get; }

    /// <summary>All sublayers in the order of the stream.</summary>
    public IReadOnlyList<string> Sublayers { get; }

    /// <summary>The dense case, every single removal, several multi-removals, and cases of two samples.</summary>
    public IReadOnlyList<ZooCase> Cases { get; }

    /// <summary>The largest difference to <see cref="Reference"/> that the folder allows.</summary>
    public double Tolerance { get; }

    /// <summary>The same for <see cref="RuntimeReference"/>; null where the folder has none.</summary>
    public double? RuntimeTolerance { get; }

    /// <summary>Opens a folder of the zoo; skips the running test where it is absent.</summary>
    /// <param name="name">Such as <c>gpt2.optimum.fp32</c> or <c>stories260K/optimum.fp32</c>.</param>
    public static ZooFolder Require(string name) => Open(SharedData.Require(["zoo", .. name.Split('/')]));

    /// <summary>Opens a folder by its path.</summary>
    public static ZooFolder Open(string path) =>
        new(
            path,
            Json.Read(System.IO.Path.Combine(path, "reference.json")),
            Json.Read(System.IO.Path.Combine(path, "recipe.json")));

    /// <summary>The names of all folders, sorted; skips the running test where the zoo is absent.</summary>
    public static IReadOnlyList<string> AllNames()
    {
        string zoo = SharedData.Require("zoo");
        return [.. Directory.EnumerateFiles(zoo, "recipe.json", SearchOption.AllDirectories)
            .Select(file => System.IO.Path
                .GetRelativePath(zoo, System.IO.Path.GetDirectoryName(file)!)
                .Replace('\\', '/'))
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>The logits of PyTorch in float32.</summary>
    public LogitsArray Reference(ZooCase zooCase) => Read(_reference, zooCase);

    /// <summary>The logits of this very file in ONNX Runtime; null where the folder has none.</summary>
    public LogitsArray? RuntimeReference(ZooCase zooCase) =>
        _runtimeReference is null ? null : Read(_runtimeReference, zooCase);

    /// <summary>Compares an answer with the folder's references; of two the one counts that it is nearer to.</summary>
    public ZooVerdict Judge(ZooCase zooCase, LogitsArray answer)
    {
        ZooVerdict verdict = new(Reference(zooCase).LargestDifference(answer), Tolerance);
        if (RuntimeReference(zooCase) is not { } reference)
        {
            return verdict;
        }

        ZooVerdict runtimeVerdict = new(reference.LargestDifference(answer), RuntimeTolerance!.Value);
        return runtimeVerdict.Share < verdict.Share ? runtimeVerdict : verdict;
    }

    private static LogitsArray Read(byte[] file, ZooCase zooCase)
    {
        int bytes = sizeof(float) * zooCase.Shape[0] * zooCase.Shape[1] * zooCase.Shape[2];
        ReadOnlySpan<byte> logits = file.AsSpan(checked((int)zooCase.Offset), bytes);
        return new(
            MemoryMarshal.Cast<byte, float>(logits).ToArray(), zooCase.Shape[0], zooCase.Shape[1], zooCase.Shape[2]);
    }

    private static ZooCase ReadCase(JsonElement json) => new(
        json.GetProperty("name").GetString()!,
        Json.Strings(json.GetProperty("removed")),
        Json.Ids(json.GetProperty("input_ids")),
        json.GetProperty("offset").GetInt64(),
        [.. json.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())]);
}
