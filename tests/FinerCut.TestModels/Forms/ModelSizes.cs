using System.Text.Json;
using FinerCut.TestModels.Oracles;

namespace FinerCut.TestModels.Forms;

/// <summary>Sizes that only the configuration beside a GenAI model tells; zeros for others.</summary>
/// <param name="HeadSize">Width of a head.</param>
/// <param name="ContextLength">The longest sequence, in tokens.</param>
internal sealed record ModelSizes(int HeadSize, int ContextLength)
{
    public static ModelSizes Of(string modelPath)
    {
        string path = Path.Combine(Path.GetDirectoryName(modelPath)!, "genai_config.json");
        if (!File.Exists(path))
        {
            return new(0, 0);
        }

        JsonElement model = Json.Read(path).GetProperty("model");
        return new(
            model.GetProperty("decoder").GetProperty("head_size").GetInt32(),
            model.GetProperty("context_length").GetInt32());
    }
}
