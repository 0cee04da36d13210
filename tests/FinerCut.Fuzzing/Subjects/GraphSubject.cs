using FinerCut.Fuzzing.Runs;
using FinerCut.TestModels.Damage;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Forms;
using FinerCut.TestModels.Protos;
using Google.Protobuf;

namespace FinerCut.Fuzzing.Subjects;

/// <summary>Graphs: bytes, structure, functions, and what they say of data files.</summary>
internal sealed class GraphSubject : FuzzSubject
{
    private readonly (string Path, byte[] Bytes, ModelProto Model)[] _models;

    /// <summary>Writes decoders in the forms of both exporters, weights inside and beside, and one with
    /// functions.</summary>
    /// <param name="name">What tables call the kind.</param>
    /// <param name="folder">An existing folder.</param>
    public GraphSubject(string name, string folder)
        : base(name)
    {
        TinyDecoderOptions genAi = Small with { Form = TinyDecoderForm.GenAiLlama };
        string[] paths =
        [
            TinyDecoder.Write(Path.Combine(folder, "inside"), Small).ModelPath,
            TinyDecoder.Write(Path.Combine(folder, "beside"), genAi).ModelPath,
            WithFunctions(
                TinyDecoder.Write(Path.Combine(folder, "whole"), genAi).ModelPath, Path.Combine(folder, "functions")),
        ];
        _models = [.. paths.Select(Read)];
    }

    /// <inheritdoc/>
    public override FuzzInput Make(Random random)
    {
        (string path, byte[] bytes, ModelProto model) = Any(_models, random);
        DamagedFile damaged = Damage(bytes, model, random);
        return new FuzzInput
        {
            Subject = Name,
            Description = $"{Path.GetFileName(Path.GetDirectoryName(path))}: {damaged.Description}",
            Path = path,
            Bytes = damaged.Bytes,
            Commands = [["inspect", path, random.Next(2) == 0 ? "--explain" : "--json"], Prune(path, random)],
            Model = path,
        };
    }

    private static DamagedFile Damage(byte[] bytes, ModelProto model, Random random)
    {
        int seed = random.Next();
        bool isOutside = model.Graph.Initializer.Any(tensor => tensor.ExternalData.Count > 0);
        return random.Next(5) switch
        {
            0 => DamagedBytes.Blind(bytes, random),
            1 when model.Functions.Count > 0 => Model("functions", DamagedFunctions.Of(model, seed, count: 1).First()),
            1 or 2 when isOutside => Model("places of data", DamagedData.Of(model, seed)),
            _ => Model("structure", DamagedGraphs.Of(model, seed, count: 1).First()),
        };
    }

    private static (string Path, byte[] Bytes, ModelProto Model) Read(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        return (path, bytes, ModelProto.Parser.ParseFrom(bytes));
    }

    private static string WithFunctions(string path, string folder) =>
        ModelForms.Write(path, ModelForm.Functions, folder);

    private static DamagedFile Model(string description, ModelProto model) => new(description, model.ToByteArray());
}
