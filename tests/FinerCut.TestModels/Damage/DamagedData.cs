using FinerCut.TestModels.Protos;

namespace FinerCut.TestModels.Damage;

/// <summary>Models that say of their weights that these lie elsewhere than they do.</summary>
public static class DamagedData
{
    private static readonly string[] Locations =
    [
        "", ".", "..", "missing", "model.onnx", "../model.onnx", "/", "/etc/passwd", "a/../model.onnx_data", "\0",
        "config.json", "\u001b[2J",
    ];

    private static readonly string[] Numbers =
        [
            "",
            "-1",
            "0",
            "1",
            "4095",
            "99999999",
            "9223372036854775807",
            "9223372036854775808",
            "1e3",
            " 8",
            "0x10",
            "one"
        ];

    private static readonly string[] Keys = ["location", "offset", "length", "checksum", "basepath", ""];

    /// <summary>A damaged copy.</summary>
    /// <param name="original">A model with external data; not changed.</param>
    /// <param name="seed">Where and what; equal seeds damage equally.</param>
    public static ModelProto Of(ModelProto original, int seed)
    {
        ArgumentNullException.ThrowIfNull(original);
        Random random = new(seed);
        ModelProto model = original.Clone();
        TensorProto[] outside = [.. model.Graph.Initializer.Where(tensor => tensor.ExternalData.Count > 0)];
        for (int accident = random.Next(1, 3); accident > 0 && outside.Length > 0; accident--)
        {
            Damage(outside[random.Next(outside.Length)], random);
        }

        return model;
    }

    private static void Damage(TensorProto tensor, Random random)
    {
        string key = Keys[random.Next(Keys.Length)];
        string value = key == "location"
            ? Locations[random.Next(Locations.Length)]
            : Numbers[random.Next(Numbers.Length)];
        StringStringEntryProto? entry = tensor.ExternalData.FirstOrDefault(found => found.Key == key);
        switch (random.Next(6))
        {
            case 0 when entry is not null:
                tensor.ExternalData.Remove(entry);
                break;
            case 1:
                tensor.ExternalData.Add(new StringStringEntryProto { Key = key, Value = value });
                break;
            case 2:
                tensor.DataLocation = TensorProto.Types.DataLocation.Default;
                break;
            default:
                (entry ?? tensor.ExternalData[0]).Value = value;
                break;
        }
    }
}
