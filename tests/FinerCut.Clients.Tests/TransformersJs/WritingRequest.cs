using FinerCut.Folders;

namespace FinerCut.Clients.Tests.TransformersJs;

/// <summary>What transformers.js is asked to write.</summary>
internal sealed record WritingRequest
{
    private static readonly Dictionary<string, string> ElementTypes =
        new() { ["_quantized"] = "q8", ["_q4"] = "q4", ["_fp16"] = "fp16" };

    /// <summary>A path in node, a name of <see cref="Models"/> in a browser.</summary>
    public required string Folder { get; init; }

    /// <summary>As <c>from_pretrained</c> takes them.</summary>
    public required IReadOnlyDictionary<string, object> Options { get; init; }

    /// <summary>Each a batch of prompts of equal length.</summary>
    public required IReadOnlyList<int[][]> Batches { get; init; }

    /// <summary>Tokens to write after each prompt.</summary>
    public required int Count { get; init; }

    /// <summary>Paths by the names that a browser sees them under.</summary>
    public IReadOnlyDictionary<string, string> Models { get; init; } = new Dictionary<string, string>();

    /// <summary>The options for a small model: where its graph is, which element type its name tells, and one
    /// thread.</summary>
    public static IReadOnlyDictionary<string, object> OptionsOf(string folder)
    {
        string graph = ModelFolder.Find(folder).GraphName;
        string name = Path.GetFileNameWithoutExtension(graph);
        (string suffix, string type) =
            ElementTypes.FirstOrDefault(pair => name.EndsWith(pair.Key, StringComparison.Ordinal), new("", "fp32"));
        return new Dictionary<string, object>
        {
            ["subfolder"] = Path.GetDirectoryName(graph)!,
            ["model_file_name"] = name[..^suffix.Length],
            ["dtype"] = type,
            ["session_options"] = new { intraOpNumThreads = 1 },
        };
    }
}
